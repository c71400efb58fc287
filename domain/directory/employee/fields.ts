// What the fields of an employee may hold; the API and the portal check the same.

/** A permanent employee number, or a temporary one. */
export const PEN = /^[A-Za-z0-9][A-Za-z0-9/._-]{0,29}$/
export const PHONE = /^[+0-9][0-9 -]{4,19}$/
export const MAX_NAME = 200
