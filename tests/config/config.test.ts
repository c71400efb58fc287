import { ConfigError, readConfig } from '../../config'
import { deriveKey } from '../../secrets/keys'

const complete = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/?replicaSet=rs',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  KCS_SECRET: 'ab'.repeat(32),
}

describe('the settings', () => {
  test('three are needed, all others have defaults', () => {
    expect(readConfig(complete)).toEqual({
      nodeEnv: 'production',
      mongodb: { uri: complete.MONGODB_URI, database: 'kcs' },
      temporal: { address: '127.0.0.1:7233', namespace: 'default', webUrl: undefined },
      http: {
        host: '127.0.0.1',
        port: 8080,
        publicUrl: 'http://127.0.0.1:8080',
        requestsPerMinute: 6_000,
      },
      metrics: null,
      secret: complete.KCS_SECRET,
      loopbackEndpoints: false,
      dropRoot: null,
      mailLinkDays: 90,
      bounces: null,
      clamd: null,
      channels: expect.objectContaining({
        email: { url: '', from: 'KCS <no-reply@kcs.invalid>' },
      }) as unknown,
      logLevel: 'info',
    })
  })

  test('all errors are told at once, without showing a value', () => {
    const read = () =>
      readConfig({ KCS_SECRET: 'too-short', KCS_PORT: 'ninety', TEMPORAL_ADDRESS: 'http://temporal' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/MONGODB_URI +is missing/)
    expect(read).toThrow(/TEMPORAL_ADDRESS +must be host:port/)
    expect(read).toThrow(/KCS_PORT +must be a port/)
    expect(read).toThrow(/KCS_SECRET +must be at least 64/)
    expect(read).not.toThrow(/too-short/)
  })

  test('an empty text counts as not set', () => {
    expect(readConfig({ ...complete, MONGODB_DB: '', SMTP_URL: '' }).mongodb.database).toBe('kcs')
  })

  test('figures have a port of their own only where one is set, on this machine where nothing else is said', () => {
    expect(readConfig({ ...complete, KCS_METRICS_PORT: '9464' }).metrics).toEqual({
      host: '127.0.0.1',
      port: 9_464,
    })
    expect(() => readConfig({ ...complete, KCS_METRICS_PORT: '0' })).toThrow(/KCS_METRICS_PORT/)
  })

  test('mails that come back are read where a domain is set for them, and taken where a port is; a port alone is a fault', () => {
    const domain = { KCS_BOUNCE_DOMAIN: 'Bounce.KCS.example' }
    expect(readConfig({ ...complete, ...domain }).bounces).toEqual({
      domain: 'bounce.kcs.example',
      listen: null,
    })
    expect(readConfig({ ...complete, ...domain, KCS_BOUNCE_PORT: '2526' }).bounces?.listen).toEqual({
      host: '127.0.0.1',
      port: 2_526,
    })
    expect(() => readConfig({ ...complete, KCS_BOUNCE_PORT: '2526' })).toThrow(
      /KCS_BOUNCE_DOMAIN +is missing/,
    )
    expect(() => readConfig({ ...complete, KCS_BOUNCE_DOMAIN: 'a@b.example' })).toThrow(/must be a domain/)
  })

  test('documents are scanned by the clamd that is named: a port, or a socket of this machine', () => {
    const clamd = (KCS_CLAMD: string) => readConfig({ ...complete, KCS_CLAMD }).clamd
    expect(clamd('clamd.example:3310')).toEqual({
      address: { host: 'clamd.example', port: 3310 },
      rescanDays: 7,
    })
    expect(clamd('[::1]:3310')?.address).toEqual({ host: '::1', port: 3310 })
    expect(clamd('/run/clamav/clamd.ctl')?.address).toEqual({ path: '/run/clamav/clamd.ctl' })
    for (const wrong of ['clamd.example', 'tcp://a:1', 'a:0', 'a:70000', `/${'x'.repeat(200)}`])
      expect(() => clamd(wrong)).toThrow(/KCS_CLAMD +must be host:port, or the path of a socket/)
    expect(() => readConfig({ ...complete, KCS_CLAMD_RESCAN_DAYS: '0' })).toThrow(/KCS_CLAMD_RESCAN_DAYS/)
  })

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('KCS_LOOPBACK_ENDPOINTS=%s is %s', (text, value) => {
    expect(readConfig({ ...complete, KCS_LOOPBACK_ENDPOINTS: text }).loopbackEndpoints).toBe(value)
  })

  test('the public address is kept without a slash at its end', () => {
    expect(readConfig({ ...complete, KCS_PUBLIC_URL: 'https://kcs.example/' }).http.publicUrl).toBe(
      'https://kcs.example',
    )
  })
})

describe('keys derived from the secret', () => {
  test('are the same for the same purpose and differ between purposes and secrets', () => {
    const cookie = deriveKey(complete.KCS_SECRET, 'cookie')
    expect(deriveKey(complete.KCS_SECRET, 'cookie')).toEqual(cookie)
    expect(cookie).toHaveLength(32)
    expect(deriveKey(complete.KCS_SECRET, 'mail-link')).not.toEqual(cookie)
    expect(deriveKey('cd'.repeat(32), 'cookie')).not.toEqual(cookie)
  })
})
