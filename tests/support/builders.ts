// Offices, seats and letters for tests; each builder makes a whole one and takes what a test cares about.

import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { Mechanism } from '../../domain/letters/systems'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { newOffice, type Office } from '../../domain/directory/office/office'
import { plainProfile } from '../../domain/directory/office/profile'
import { newSeat, type Seat } from '../../domain/directory/seat/seat'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')

/** An active office with one profile; its inward seat is `<code>/TAPAL`. */
export function buildOffice(
  code: string,
  mechanism: Mechanism = 'kcs-agent',
  overrides: Partial<Office> = {},
): Office {
  return newOffice({
    code,
    name: `Office ${code}`,
    nameMl: `ഓഫീസ് ${code}`,
    department: 'Test',
    district: 'Thiruvananthapuram',
    address: 'Thiruvananthapuram',
    email: `${code.toLowerCase()}@office.invalid`,
    inwardSeat: `${code}/TAPAL`,
    profiles: [plainProfile(LONG_AGO, mechanism, mechanism, mechanism === 'eoffice' ? 'diary' : 'person')],
    ...overrides,
  })
}

export function buildSeat(id: string, overrides: Partial<Seat> = {}): Seat {
  const office = id.split('/')[0] ?? ''
  return newSeat({
    id,
    office,
    designation: 'Section Officer',
    designationMl: 'സെക്ഷൻ ഓഫീസർ',
    section: 'Tapal',
    ...overrides,
  })
}

/** A dispatch as it stands right after acceptance. */
export function buildDispatch(overrides: Partial<Dispatch> = {}): Dispatch {
  const at = overrides.acceptedAt ?? new Date()
  return {
    id: ulid(at.getTime()),
    caller: 'account:test',
    idempotencyKey: randomBytes(8).toString('hex'),
    requestHash: 'hash',
    sender: { office: 'SENDER', seat: 'SENDER/SO', holder: 'PEN1' },
    kind: 'letter',
    subject: 'A subject that must not be seen outside',
    letterNumber: 'A-1/2026',
    letterDate: '2026-11-22',
    fileNumber: '',
    subjectCode: '',
    urgency: 'normal',
    classification: 'normal',
    language: 'en',
    documents: [],
    recipients: [],
    times: { acknowledgeWithinSeconds: 3600, escalateEverySeconds: 3600 },
    number: null,
    state: 'accepted',
    started: false,
    recall: null,
    acceptedAt: at,
    closedAt: null,
    ...overrides,
  }
}
