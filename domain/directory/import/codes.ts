// What codes and ids may be made of.

export const OFFICE_CODE = /^[^\s/]{1,60}$/u
export const SEAT_ID = /^\S{1,100}$/u
/** Of employees, sanctioned posts and groups. */
export const PLAIN_ID = /^[^\s/]{1,100}$/u
