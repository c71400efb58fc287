// One whole row for each collection, as this version writes it.

import { newStateCalendar } from '../../../domain/common/clock/calendar'
import { newCharge } from '../../../domain/directory/charge/charge'
import { officeEntry } from '../../../domain/directory/search/entry'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { buildTapal } from '../room'
import { SERVICE_LEVEL_ROW } from './valid-level'
import { ROWS_OF_AGENTS } from './valid-rows-of-agents'
import { ROWS_OF_LEDGERS } from './valid-rows-of-ledgers'

const AT = new Date('2026-11-22T06:00:00Z')

function stored<Key extends string>(key: Key, record: Record<Key, string>): Record<string, unknown> {
  const { [key]: _id, ...rest } = record
  return { _id, ...rest }
}

const diary = { number: '7', date: AT }
const tapal = buildTapal({
  claim: { id: 'c', until: AT },
  lease: { id: 'l', until: AT, given: 1 },
  diary,
  refusal: { code: 'not-for-this-office', reason: 'Elsewhere', rightOffice: null },
  why: [{ code: 'named' }],
})
const office = buildOffice('A', 'push', {
  earlier: [
    { kind: 'x', department: '', district: '', path: [], from: null, until: AT },
    { kind: 'x', calendar: 'state', fitToReceive: true, inwardSeat: null, from: AT, until: AT },
  ],
  succession: { kind: 'merged', into: ['B'], at: AT },
  intermediaries: [{ office: 'B', from: AT, until: null }],
})
const ruleText = { from: AT, until: null, priority: 1, when: {}, then: { office: 'B' }, version: 1 }

export const VALID_ROWS: Record<string, Record<string, unknown>> = {
  accounts: {
    _id: 'clerk',
    employee: 'PEN1',
    passwordHash: 'x',
    roles: ['officer'],
    language: 'en',
    active: true,
  },
  agents: {
    _id: 'A',
    name: 'Agent',
    offices: ['A'],
    endpoint: null,
    keys: [{ id: 'k', hash: 'h', createdAt: AT, expiresAt: null, revokedAt: null }],
    createdAt: AT,
    seenAt: AT,
  },
  audit: {
    _id: 'office:A:2',
    thing: 'office',
    subject: 'A',
    what: 'office-changed',
    from: null,
    to: null,
    before: { name: 'a' },
    after: { name: 'b' },
    actor: { kind: 'seat', seat: 'A/SO', holder: 'PEN1' },
    at: AT,
    chain: {
      sequence: 1,
      previous: '0'.repeat(64),
      hash: 'a'.repeat(64),
      vouched: [{ path: 'actor.name', salt: 's', digest: 'd' }],
    },
  },
  'audit-roots': {
    _id: '1',
    number: 1,
    sequence: 1,
    hash: 'a'.repeat(64),
    at: AT,
    previous: '0'.repeat(64),
    key: 'k',
    signature: 's',
    turns: 0,
  },
  ...ROWS_OF_AGENTS,
  ...ROWS_OF_LEDGERS,
  calendars: stored('id', newStateCalendar() as never),
  charges: stored('id', newCharge({ id: 'c', seat: 'A/SO', employee: 'PEN1', from: AT }) as never),
  collects: {
    ...{
      _id: 'E',
      version: 1,
      cursor: '7',
      taken: 1,
      reports: 0,
      refused: 1,
      collectedAt: AT,
      writtenAt: AT,
    },
    ...{ failures: 0, fault: '', notBefore: null },
    entries: [
      {
        ...{ of: 'letter', key: 'L1', state: 'refused', digest: 'ab', after: null, tries: 1 },
        faults: [{ pointer: '/subject', detail: 'must not be empty', code: 'validation-failed' }],
        ...{ firstAt: AT, lastAt: AT, nextAt: null },
      },
    ],
  },
  directory: { _id: 'office:A', ...officeEntry(office) },
  dispatches: stored(
    'id',
    buildDispatch({
      documents: [{ sha256: 'ab', name: 'a.pdf', mediaType: 'application/pdf', size: 3 }],
      recipients: [{ office: 'A', purpose: 'action' }],
      recall: { at: AT, seat: 'A/SO', holder: 'PEN1', reason: 'Wrong' },
    }) as never,
  ),
  document_blobs: { _id: 'ab', file: 'f', size: 3, mediaType: 'application/pdf', storedAt: AT },
  document_uploads: { _id: 'f', file: 'f', startedAt: AT },
  documents: {
    ...{ _id: 'ab', size: 3, mediaType: 'application/pdf', offices: ['A'], at: AT },
    scan: { verdict: 'infected', finding: 'Eicar-Signature', engine: 'ClamAV 1.4.3/27500', at: AT },
    scanning: { by: 'a process:1', until: AT },
  },
  employees: {
    _id: 'PEN1',
    temporary: false,
    name: 'N',
    nameMl: '',
    phone: '',
    email: '',
    bySms: true,
    whatsappTo: '+919847012345',
    whatsappSince: AT,
    formerly: [],
    suspendedFrom: null,
    version: 1,
  },
  endpoints: {
    _id: 'push',
    mechanism: 'push',
    agent: null,
    address: 'http://127.0.0.1:1',
    sealedSettings: '',
    sealedSecret: '',
    sealedToken: '',
    backOff: DEFAULT_BACK_OFF,
    concurrency: 4,
    state: 'open',
    pausedBy: null,
    pausedAt: null,
    reason: '',
    failuresInRow: 0,
    failing: [],
    failingSince: null,
    notBefore: AT,
    heardAt: AT,
    by: 'operator',
    pausedWith: 'endpoint',
    sealedFormer: 'x',
    formerUntil: AT,
    settingsKey: '',
    lastSuccessAt: AT,
    fetchedAt: AT,
    calls: [{ holder: 'p', calls: 1, wanted: 2, until: AT }],
    ...{ moves: [{ sequence: 2, to: 'paused', at: AT }], sequence: 2, followedTo: 0, followed: false },
  },
  events: { _id: 'T:1', tapal: 'T', dispatch: 'D', state: 'routed', sequence: 1, seats: ['A/SO'], at: AT },
  groups: {
    _id: 'G',
    name: 'G',
    nameMl: '',
    office: 'A',
    definitions: [{ from: AT, reach: 'office', rule: { any: [{ offices: { kinds: ['x'] } }] } }],
    until: null,
    version: 1,
  },
  glasses: { _id: 'operator:T1', until: AT },
  handovers: {
    _id: 'H',
    seat: 'A/SO',
    from: 'PEN1',
    to: 'PEN2',
    charge: 'c',
    kind: 'regular',
    state: 'given',
    oneSided: false,
    reason: '',
    note: '',
    givenAt: AT,
    givenBy: 'PEN1',
    leftAtOnce: false,
    takenAt: null,
    items: [{ kind: 'tapal', id: 'T', dispatch: 'D', state: 'delivered', dueAt: null }],
    counts: { tapals: 1, dispatches: 0, overdue: 0 },
  },
  'import-rows': {
    _id: 'I:1',
    import: 'I',
    line: 1,
    key: 'A',
    cells: { name: 'A' },
    faults: [],
    at: AT,
  },
  leases: { _id: 'follow/0', owner: 'w', until: AT },
  jobs: {
    _id: 'J1',
    key: 'account:operator k',
    act: 'replay',
    way: null,
    letters: ['T1'],
    filter: { state: 'failed', since: AT },
    perMinute: 600,
    reason: 'It is back',
    by: 'operator',
    at: AT,
    state: 'under-way',
    nextAt: AT,
    cursor: '',
    batch: [],
    done: 0,
    passed: 0,
    endedAt: null,
  },
  marks: { _id: 'temporal-cluster', value: 'x' },
  migrations: { _id: '0-none', at: AT },
  notices: {
    _id: 'n',
    kind: 'overdue',
    channel: 'portal',
    seat: 'A/SO',
    role: null,
    address: '',
    tapal: 'T',
    dispatch: 'D',
    endpoint: null,
    level: 1,
    atOnce: false,
    at: AT,
    sentAt: null,
    attempts: 0,
    underWay: AT,
    reference: 'm-1',
    nextAttemptAt: null,
  },
  offices: stored('code', office as never),
  postings: { _id: 'T', office: 'A', day: '2026-11-22', listedAt: AT, withdrawn: false },
  registers: {
    _id: 'inward:T',
    office: 'A',
    register: 'inward',
    year: 2026,
    number: 1,
    subject: 'T',
    at: AT,
    void: false,
  },
  routing_rules: { _id: 'R', name: 'R', office: 'A', ...ruleText, earlier: [ruleText] },
  'sanctioned-posts': {
    _id: 'P',
    office: 'A',
    wing: '',
    section: '',
    designation: 'Clerk',
    posts: 2,
    order: 'G.O.',
    from: null,
    until: null,
    earlier: [{ from: null, until: AT, posts: 1, order: 'G.O.' }],
    version: 1,
  },
  seats: stored(
    'id',
    buildSeat('A/SO', {
      earlier: [{ reportsTo: 'A/US', linkOfficer: null, from: null, until: AT }],
    }) as never,
  ),
  service_levels: SERVICE_LEVEL_ROW,
  sessions: {
    _id: 'h',
    login: 'clerk',
    employee: 'PEN1',
    csrfToken: 't',
    startedAt: AT,
    usedAt: AT,
    expiresAt: AT,
  },
  signInCodes: { _id: 'PEN1', hash: 'h', failures: 0, issuedBy: 'admin', expiresAt: AT },
  tapals: { ...stored('id', tapal as never), followedTo: 0, followed: false, rank: 0, trouble: 'http-503' },
  turns: { _id: 'office-tree', taken: 1 },
}

// The rows of test letters are of the same form.
const test = { agent: 'A', behaviour: 'late' }
VALID_ROWS['test-dispatches'] = { ...VALID_ROWS['dispatches'], test }
VALID_ROWS['test-tapals'] = { ...VALID_ROWS['tapals'], test }
VALID_ROWS['test-registers'] = { ...VALID_ROWS['registers'] }
