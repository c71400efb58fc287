// Passwords by argon2id with the library's settings (19 MiB, 2 passes: the OWASP minimum).

import { hash, verify } from '@node-rs/argon2'

/** The hash to keep of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let nobody: Promise<string> | undefined

/** Whether the password fits; without a hash it takes as long and returns false, so that logins cannot be guessed. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const fits = await verify(passwordHash ?? (await nobody), password)
  return fits && passwordHash !== undefined
}
