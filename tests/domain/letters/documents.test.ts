// Documents of a letter: a name of its own for each, and for how long a scan for malware counts.

import { holdMs, isHold, lockOf, verdictCounts } from '../../../domain/letters/document/scan'
import { withOwnNames } from '../../../domain/letters/document/own-names'
import { heldChange, sentAgainAt } from '../../../domain/letters/tapal/held-change'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch } from '../../support/builders'

const names = (...given: string[]): string[] =>
  withOwnNames(given.map((name) => ({ name }))).map(({ name }) => name)

describe('names within a letter', () => {
  test('names of their own stay as they are', () => {
    expect(names('order.pdf', 'annexure.pdf', 'order.png')).toEqual([
      'order.pdf',
      'annexure.pdf',
      'order.png',
    ])
  })

  test('of documents of one name the first keeps it, and the others get a number before the ending', () => {
    expect(names('order.pdf', 'order.pdf', 'order.pdf')).toEqual([
      'order.pdf',
      'order (2).pdf',
      'order (3).pdf',
    ])
  })

  test('no name is given that another document of the letter has', () => {
    expect(names('a.pdf', 'a.pdf', 'a (2).pdf')).toEqual(['a.pdf', 'a (3).pdf', 'a (2).pdf'])
  })

  test('names that one file system takes for the same are the same: another case, or another writing of one sign', () => {
    expect(names('Order.pdf', 'order.PDF')).toEqual(['Order.pdf', 'order (2).PDF'])
    expect(names('caf\u00e9.pdf', 'cafe\u0301.pdf')[1]).toMatch(/ \(2\)\.pdf$/)
  })

  test('a long name stays within 120 signs and keeps its ending', () => {
    const long = `${'ക'.repeat(116)}.pdf`
    const [first, second] = names(long, long)
    expect(first).toBe(long)
    expect(second).toHaveLength(120)
    expect(second).toMatch(/ക \(2\)\.pdf$/)
  })

  test('done again, nothing changes', () => {
    const once = names('a.pdf', 'A.pdf', 'a.pdf')
    expect(names(...once)).toEqual(once)
  })
})

describe('verdicts', () => {
  const at = new Date('2026-11-22T06:00:00Z')
  const days = (count: number): Date => new Date(at.getTime() + count * 86_400_000)

  test('a clean one counts for its days, also where an operator sends the letter again; then the document is scanned anew', () => {
    const counts = (now: Date, sentAgain: Date | null = null): boolean =>
      verdictCounts({ verdict: 'clean', at }, { now, cleanDays: 7, sentAgainAt: sentAgain })
    expect([counts(days(6.9)), counts(days(7)), counts(days(1), days(0.5))]).toEqual([true, false, true])
  })

  test.each(['infected', 'unscannable'] as const)(
    'one that it is %s counts until an operator sends the letter again',
    (verdict) => {
      const counts = (sentAgain: Date | null): boolean =>
        verdictCounts({ verdict, at }, { now: days(400), cleanDays: 7, sentAgainAt: sentAgain })
      expect([counts(null), counts(days(-1)), counts(days(1))]).toEqual([true, true, false])
    },
  )

  test('only a clean document may leave', () => {
    expect(lockOf({ verdict: 'clean' })).toBeNull()
    expect(lockOf({ verdict: 'infected' })).toBe('document-infected')
    expect(lockOf({ verdict: 'unscannable' })).toBe('document-unscannable')
    expect([isHold('scanner-away'), isHold('document-infected')]).toEqual([true, false])
  })
})

describe('a letter that is held back', () => {
  const at = new Date('2026-11-22T06:00:00Z')
  const tapal = buildTapal(buildDispatch({ acceptedAt: at }), at, {
    state: 'routed',
    attempts: 1,
    claim: { id: 'c', until: new Date(at.getTime() + 15_000) },
  })

  test('waits about as long as it has waited so far, from five seconds to five minutes', () => {
    const waits = [0, 5, 10, 30, 90, 400, 86_400].map(
      (seconds) => holdMs('scanner-away', seconds * 1_000) / 1_000,
    )
    expect(waits).toEqual([5, 5, 10, 20, 80, 300, 300])
    expect(holdMs('scan-waiting', 3_600_000)).toBe(2_000)
  })

  test('was not tried, and the trace tells the beginning of its wait alone', () => {
    const first = heldChange(tapal, 'scanner-away', { at, inDoubt: false })
    expect(first).toMatchObject({
      event: { kind: 'attempt', cause: 'waits-for-scan', code: 'scanner-away' },
      set: { attempts: 0, claim: null, nextAttemptAt: new Date(at.getTime() + 5_000) },
    })
    expect(first.quiet).toBeUndefined()
    const waiting = {
      ...tapal,
      events: [...tapal.events, { ...first.event, sequence: 2, from: 'routed', to: 'routed' } as const],
    }
    const later = new Date(at.getTime() + 40_000)
    expect(heldChange(waiting, 'scanner-away', { at: later, inDoubt: false })).toMatchObject({
      quiet: true,
      set: { nextAttemptAt: new Date(later.getTime() + 40_000) },
    })
  })

  test('one that its system may have stays in doubt', () => {
    expect(heldChange(tapal, 'scanner-away', { at, inDoubt: true }).set.claim).toEqual({ id: 'c', until: at })
  })

  test('was sent again when an operator last did so, by the same or another way', () => {
    expect(sentAgainAt(tapal)).toBeNull()
    const again = { kind: 'state', cause: 'redelivered-by-operator', from: 'failed', to: 'routed' } as const
    const event = { ...again, actor: { kind: 'operator', account: 'x' } as const, at, sequence: 2 }
    expect(sentAgainAt({ events: [...tapal.events, event] })).toEqual(at)
  })
})
