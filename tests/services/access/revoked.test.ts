// When an agent is one in whose name nobody is to act any more.

import { isRevoked } from '../../../services/access/right/agent'

const at = new Date('2026-11-22T05:30:00Z')
const key = (revokedAt: Date | null, test?: true) => ({
  ...{ id: 'k', hash: 'h', createdAt: at, expiresAt: at, revokedAt },
  ...(test ? { test } : {}),
})

test('it is so once every key that is no test key was taken back; keys that have only expired say nothing of it', () => {
  expect(isRevoked({ keys: [key(null)] })).toBe(false)
  expect(isRevoked({ keys: [key(at), key(null)] })).toBe(false)
  expect(isRevoked({ keys: [key(at), key(at)] })).toBe(true)
  expect(isRevoked({ keys: [key(at), key(null, true)] })).toBe(true)
  expect(isRevoked({ keys: [] })).toBe(false)
})
