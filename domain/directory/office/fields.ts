// What the fields of an office may hold; the API and the portal check the same.

/** A code that an office was given at any time; new ones keep to domain/common/text/code. */
export const OFFICE_CODE = /^[^\s/]{1,60}$/u
/** Ways in a delivery profile. */
export const MAX_WAYS = 10
