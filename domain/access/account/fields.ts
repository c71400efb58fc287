// What a login and a password may be; the API and the portal check the same.

export const LOGIN = /^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$/
export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 1000
