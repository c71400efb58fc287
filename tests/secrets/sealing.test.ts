import { createMailLinks } from '../../secrets/mail-link'
import { createSealing } from '../../secrets/sealing'

const SECRET = 'ab'.repeat(32)

describe('sealed secrets of endpoints', () => {
  const sealing = createSealing(SECRET)

  test('open again with the same installation’s secret only', () => {
    const sealed = sealing.seal('whsec_ഒരു രഹസ്യം')
    expect(sealed).toMatch(/^v1\.[\w-]+$/)
    expect(createSealing(SECRET).unseal(sealed)).toBe('whsec_ഒരു രഹസ്യം')
    expect(() => createSealing('cd'.repeat(32)).unseal(sealed)).toThrow()
  })

  test('look different each time, and nothing stays nothing', () => {
    expect(sealing.seal('x')).not.toBe(sealing.seal('x'))
    expect([sealing.seal(''), sealing.unseal('')]).toEqual(['', ''])
  })

  test('that were altered do not open', () => {
    const bytes = Buffer.from(sealing.seal('secret').slice(3), 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes)
      altered[at]! ^= 1
      expect(() => sealing.unseal(`v1.${altered.toString('base64url')}`)).toThrow()
    }
    expect(() => sealing.unseal('plain')).toThrow('not a sealed text')
  })
})

describe('the mail link', () => {
  const { mailLinkToken: tokenOf, readMailLink: read } = createMailLinks(SECRET)

  test('is the same on every try, and leads back to its tapal', () => {
    expect(tokenOf('01ABC')).toBe(tokenOf('01ABC'))
    expect(read(tokenOf('01ABC'))).toEqual({ tapal: '01ABC', number: 0 })
    expect(read(tokenOf('01ABC', 3))).toEqual({ tapal: '01ABC', number: 3 })
  })

  test('of another installation, another tapal, or cut short leads nowhere', () => {
    const token = tokenOf('01ABC')
    expect(createMailLinks('cd'.repeat(32)).readMailLink(token)).toBeNull()
    for (const wrong of [
      token.replace('01ABC', '01ABD'),
      token.replace('.', '.1.'),
      tokenOf('01ABC', 3).replace('.3.', '.4.'),
      tokenOf('01ABC', 3).replace('.3.', '.'),
      token.slice(0, -1),
      `${token}A`,
      `${token}.x`,
      '01ABC',
      '',
      '.',
    ])
      expect(read(wrong)).toBeNull()
  })
})
