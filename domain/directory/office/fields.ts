// What the fields of an office may hold; the API and the portal check the same.

export const OFFICE_CODE = /^[^\s/]{1,60}$/u
export const OFFICE_EMAIL = /^[^\s@]+@[^\s@]+$/
/** Ways in a delivery profile. */
export const MAX_WAYS = 10
