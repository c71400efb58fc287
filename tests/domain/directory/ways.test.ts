import { chooseWay, type DeliveryProfile, nextWay } from '../../../domain/directory/office/profile'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import type { EndpointStanding } from '../../../domain/letters/endpoint/endpoint'

const FROM = new Date('2026-01-01T00:00:00Z')
const SINCE = new Date('2026-11-21T06:00:00Z')
const HOUR = 3_600_000

const OPEN: EndpointStanding = { state: 'open', since: null, heldMs: 0 }
const GONE: EndpointStanding = { state: 'gone', since: SINCE, heldMs: HOUR }
const paused = (hours: number): EndpointStanding => ({ state: 'paused', since: SINCE, heldMs: hours * HOUR })

const PROFILE: DeliveryProfile = {
  from: FROM,
  ways: [
    { system: 'ilgms', endpoint: null },
    { system: 'push', endpoint: 'P' },
    { system: 'email', endpoint: 'email' },
  ],
  taking: 'diary',
  accepts: {},
  fallback: 'print',
}
const of = (standings: Record<string, EndpointStanding>) => (id: string) => standings[id] ?? OPEN
const chosen = (standings: Record<string, EndpointStanding>, profile = PROFILE) => {
  const { reasons, mechanism, taking } = chooseWay(profile, of(standings))
  return [mechanism, taking, ...reasons.map(({ code, of: name }) => `${code} ${name}`)]
}
const passed = 'system-without-endpoint ilgms'
const line = FROM.toISOString()

test.each([
  ['is open is taken', {}, ['push', 'diary', passed, `profile ${line}`]],
  [
    'is gone is passed over for the next',
    { P: GONE },
    ['email', 'diary', passed, 'way-gone push', `profile ${line}`],
  ],
  [
    'has been paused for less than a day is taken, and the letter waits there',
    { P: paused(23) },
    ['push', 'diary', passed, `profile ${line}`, 'way-waits push'],
  ],
  [
    'has been paused for a day is passed over',
    { P: paused(24) },
    ['email', 'diary', passed, 'way-paused push', `profile ${line}`],
  ],
])('a way whose endpoint %s', (_what, standings: Record<string, EndpointStanding>, expected) => {
  expect(chosen(standings)).toEqual(expected)
})

test('print and post is the last way, with a taking of its own, when every other is gone or down', () => {
  expect(chosen({ P: GONE, email: paused(30) })).toEqual([
    'print',
    'person',
    passed,
    'way-gone push',
    'way-paused email',
    `profile-fallback ${line}`,
  ])
})

test('the profile says how long letters wait at a way that is paused', () => {
  const patient = { ...PROFILE, nextWayAfterSeconds: 48 * 3600 }
  expect(chosen({ P: paused(24) }, patient)[0]).toBe('push')
  expect(chosen({ P: paused(48) }, patient)[0]).toBe('email')
})

test('of a way that is paused it is known until when letters wait there and by what they go after that', () => {
  expect(chooseWay(PROFILE, of({ P: paused(2) })).pause).toEqual({
    since: SINCE,
    until: new Date(SINCE.getTime() + 24 * HOUR),
    next: 'email',
  })
  expect(chooseWay(PROFILE, of({ P: paused(2), email: GONE })).pause).toMatchObject({ next: 'print' })
  expect(chooseWay(PROFILE, of({})).pause).toBeNull()
})

test('a letter that waits goes on by the first other way that can be used, be it one before', () => {
  expect(nextWay(PROFILE, 'P', of({ P: paused(24) }))).toEqual({
    ...{ mechanism: 'email', endpoint: 'email', taking: 'diary' },
  })
  expect(nextWay(PROFILE, 'email', of({ email: GONE }))).toMatchObject({ endpoint: 'P' })
  expect(nextWay(PROFILE, 'P', of({ P: GONE, email: paused(25) }))).toMatchObject({ endpoint: 'print' })
})

test('a letter stays where its endpoint is open, or not paused for long enough, or where there is no other way', () => {
  expect(nextWay(PROFILE, 'P', of({}))).toBeNull()
  expect(nextWay(PROFILE, 'P', of({ P: paused(23) }))).toBeNull()
  const only = { ...PROFILE, ways: [{ system: 'print', endpoint: 'print' } as const] }
  expect(nextWay(only, 'print', of({ print: paused(99) }))).toBeNull()
  expect(chooseWay(only, of({ print: paused(99) })).pause).toMatchObject({ until: null, next: null })
})

describe('a way whose system does not take the letter', () => {
  const LETTER: RoutedLetter = {
    ...{ kind: 'letter', classification: 'normal', urgency: 'normal', subjectCode: '', language: 'en' },
    documents: [{ mediaType: 'application/pdf', size: 5_000 }],
  }
  const by = (takes: EndpointStanding['takes']) => {
    const { mechanism, reasons, pause } = chooseWay(PROFILE, of({ P: { ...OPEN, takes: takes! } }), LETTER)
    expect(pause).toBeNull()
    return [mechanism, ...reasons.map(({ code, of: name }) => `${code} ${name}`)]
  }

  test.each([
    ['way-refuses-kind', { kinds: ['circular'] }],
    ['way-refuses-classification', { classifications: [] }],
    ['way-refuses-language', { languages: ['ml'] }],
    ['way-refuses-media-type', { mediaTypes: ['image/png'] }],
    ['way-refuses-size', { maxDocumentBytes: 4_999 }],
    ['way-refuses-count', { maxDocuments: 0 }],
  ])('is passed over for the next, with the reason %s', (code, takes) => {
    expect(by(takes)).toEqual(['email', passed, `${code} push`, `profile ${line}`])
  })

  test('is passed over for the next way of a letter that waits as well, with what is not taken of it', () => {
    const takes = { maxDocumentBytes: 4_999 }
    const at = of({ P: GONE, email: { ...OPEN, takes } })
    expect(nextWay(PROFILE, 'P', at, LETTER)).toEqual({
      ...{ mechanism: 'print', endpoint: 'print', taking: 'person', refused: 'way-refuses-size' },
    })
    expect(nextWay(PROFILE, 'P', at, { ...LETTER, documents: [] })).toEqual({
      ...{ mechanism: 'email', endpoint: 'email', taking: 'diary' },
    })
    const noOther = { ...PROFILE, ways: PROFILE.ways.slice(0, 2) }
    expect(nextWay(noOther, 'print', of({ print: GONE, P: { ...OPEN, takes } }), LETTER)).toBeNull()
  })

  test('is taken where the system takes it, or has not said yet', () => {
    for (const takes of [null, {}, { kinds: ['letter'], maxDocumentBytes: 5_000, maxDocuments: 1 }])
      expect(by(takes)).toEqual(['push', passed, `profile ${line}`])
  })
})
