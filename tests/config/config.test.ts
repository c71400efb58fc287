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
      shortClocks: false,
      dropRoot: null,
      mailLinkDays: 90,
      bounces: null,
      clamd: null,
      channels: expect.objectContaining({
        email: { url: '', from: 'KCS <no-reply@kcs.invalid>', options: {} },
        sms: { url: '', from: 'KCS', options: { language: 'en', entity: '', template: '' } },
        whatsapp: { url: '', from: '', options: { language: 'en', template: 'kcs_notices' } },
      }) as unknown,
      quietHours: { from: 21 * 60, until: 7 * 60 },
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

  test('telephones are reached by servers that are named with their credentials', () => {
    const read = (change: NodeJS.ProcessEnv) => readConfig({ ...complete, ...change }).channels
    const WHATSAPP_URL = 'https://:token@graph.facebook.example/v23.0'
    expect(read({ SMPP_URL: 'smpps://kcs:pass@smsc.example:3550', SMS_DLT_ENTITY: '1001' }).sms).toEqual({
      url: 'smpps://kcs:pass@smsc.example:3550',
      from: 'KCS',
      options: { language: 'en', entity: '1001', template: '' },
    })
    expect(read({ WHATSAPP_URL, WHATSAPP_FROM: '1065' }).whatsapp).toMatchObject({
      url: WHATSAPP_URL,
      from: '1065',
    })
    expect(() => read({ WHATSAPP_URL })).toThrow(/WHATSAPP_FROM +is missing: WHATSAPP_URL is set/)
    for (const SMPP_URL of [
      'smpps://smsc.example',
      'smpps://kcs@smsc.example',
      'smpps://kcs:%zz@smsc.example',
    ])
      expect(() => read({ SMPP_URL })).toThrow(
        /SMPP_URL +must be a whole address with its username and password/,
      )
    expect(() => read({ SMPP_URL: 'http://kcs:pass@smsc.example' })).toThrow(
      /must begin with smpps:\/\/ or smpp:/,
    )
    expect(() => read({ SMS_LANGUAGE: 'fr', SMS_DLT_TEMPLATE: 'x' })).toThrow(
      /SMS_LANGUAGE +must be en or ml\n +SMS_DLT_TEMPLATE +must be up to 30 digits/,
    )
  })

  test('in production a plain line to a telephone server leads to a private address only; of a name nobody knows that', () => {
    const read =
      (SMPP_URL: string, NODE_ENV = 'production') =>
      () =>
        readConfig({ ...complete, SMPP_URL, NODE_ENV })
    for (const host of ['10.2.3.4:2775', '192.168.0.9', '127.0.0.1', 'localhost', '[::1]', '[fd00::1]'])
      expect(read(`smpp://kcs:pass@${host}`)).not.toThrow()
    for (const host of ['smsc.example', '203.0.113.9', '[2001:db8::1]', '11.0.0.1'])
      expect(read(`smpp://kcs:pass@${host}`)).toThrow(/SMPP_URL +must begin with smpps:\/\//)
    expect(read('smpp://kcs:pass@smsc.example', 'development')).not.toThrow()
    expect(read('smpp://kcs:pass@smsc.example')).not.toThrow(/pass/)
    const whatsapp = { WHATSAPP_URL: 'http://:t@graph.example', WHATSAPP_FROM: '1' }
    expect(() => readConfig({ ...complete, ...whatsapp })).toThrow(/WHATSAPP_URL +must begin with https:/)
  })

  test('the quiet hours can be others, or none', () => {
    const quiet = (KCS_QUIET_HOURS: string) => readConfig({ ...complete, KCS_QUIET_HOURS }).quietHours
    expect([quiet('22:30-06:00'), quiet('none')]).toEqual([{ from: 1_350, until: 360 }, null])
    expect(() => quiet('nine to five')).toThrow(/KCS_QUIET_HOURS +must be hours such as/)
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

  test('clocks below an hour are for demonstrations and tests: where NODE_ENV is production they are off unless they are asked for', () => {
    expect(readConfig({ ...complete, NODE_ENV: 'test' }).shortClocks).toBe(true)
    expect(readConfig({ ...complete, NODE_ENV: 'test', KCS_SHORT_CLOCKS: 'no' }).shortClocks).toBe(false)
    expect(readConfig({ ...complete, KCS_SHORT_CLOCKS: 'yes' }).shortClocks).toBe(true)
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
