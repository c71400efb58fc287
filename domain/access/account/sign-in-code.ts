// One-time codes for the first sign-in: how long one may be used, and how what was typed is read.

export const CODE_MS = 72 * 3600 * 1000

/** The code as it was meant, however it was typed. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
}
