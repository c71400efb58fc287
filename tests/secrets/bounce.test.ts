import { ulid } from 'ulid'
import { bounceAddress } from '../../domain/letters/bounce/address'
import { createSecrets } from '../../secrets'

const { bounceToken, readBounceToken } = createSecrets('ab'.repeat(32))
const sent = { of: 'tapal', id: ulid(), sentAt: new Date('2099-11-27T04:00:07.900Z') } as const

test('the token of a mail says which mail it was and when it left, to the second, in whatever case it comes back', () => {
  const read = { ...sent, sentAt: new Date('2099-11-27T04:00:07Z') }
  expect(readBounceToken(bounceToken(sent))).toEqual(read)
  expect(readBounceToken(bounceToken(sent).toUpperCase())).toEqual(read)
  expect(readBounceToken(bounceToken({ ...sent, of: 'notice' }))).toMatchObject({ of: 'notice' })
})

test('its address keeps the 64 signs that a mail system must take before the @', () => {
  const [local] = bounceAddress(bounceToken(sent), 'bounce.kcs.example').split('@')
  expect(local!.length).toBeLessThanOrEqual(64)
  expect(local).toMatch(/^bounce\+[a-z0-9.]+$/)
})

test('a token that was altered, cut, or made by another installation is none', () => {
  const token = bounceToken(sent)
  const other = { ...sent, id: ulid() }
  const forged = `${bounceToken(other).slice(0, -20)}${token.slice(-20)}`
  const foreign = createSecrets('cd'.repeat(32)).bounceToken(sent)
  const ofNotice = token.replace('t.', 'n.')
  const later = bounceToken({ ...sent, sentAt: new Date(sent.sentAt.getTime() + 1000) })
  const atOther = `${later.slice(0, -20)}${token.slice(-20)}`
  const altered = [
    forged,
    foreign,
    ofNotice,
    atOther,
    token.slice(0, -1),
    `${token}a`,
    '',
    'x'.repeat(10_000),
  ]
  // Each sign of the proof counts.
  for (let n = token.length - 20; n < token.length; n += 1)
    altered.push(`${token.slice(0, n)}${token[n] === 'a' ? 'b' : 'a'}${token.slice(n + 1)}`)
  for (const bad of altered) expect(readBounceToken(bad)).toBeNull()
})
