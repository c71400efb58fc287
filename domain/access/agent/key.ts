// The keys with which an agent calls.

/** So many keys of one agent may open at once where it makes them itself; administrators may give it more. */
export const MOST_OWN_KEYS = 10

const MARK = 'kcs_'
const TEST_MARK = 'kcs_test_'

/** How the key with that id begins; what comes after it is its secret. */
export function keyBeginning({ id, test }: { id: string; test?: boolean | undefined }): string {
  return `${test ? TEST_MARK : MARK}${id}_`
}

/** Whether a key opens at that instant: it was not revoked, and has not expired. */
export function opens(key: { revokedAt: Date | null; expiresAt: Date | null }, at: Date): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > at)
}
