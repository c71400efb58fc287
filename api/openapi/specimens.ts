// What the members of examples hold, by their names: the letter of the agent protocol's own examples.

const TAPAL = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const DISPATCH = '01ARZ3NDEKTSV4RRFFQ69G5FAA'
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

const SPECIMENS: Readonly<Record<string, unknown>> = {
  ...{ id: DISPATCH, dispatchId: DISPATCH, tapal: TAPAL, tapalId: TAPAL, deliveryKey: `kcs-${TAPAL}` },
  ...{ office: 'CDIT', rightOffice: 'IPRD' },
  ...{ seat: 'CDIT/REG', from: 'Registrar', to: 'Section A', file: 'A1/12/2026', desk: 'Section A' },
  ...{
    key: 'cdit-1',
    reference: 'CDIT-7',
    diaryNumber: 'CDIT/4711/2026',
    claim: 'fetching-4711',
    lease: 'fetching-4711',
  },
  ...{ number: 'ITD/DS/2026/000042', despatchNumber: 'ITD/DS/2026/000042', letterNumber: 'CDIT/118/2026' },
  ...{ fileNumber: 'A1/12/2026', subject: 'Compliance report', subjectCode: 'IT-REPORT' },
  ...{
    name: 'C-DIT',
    nameMl: 'സി-ഡിറ്റ്',
    designation: 'Registrar',
    designationMl: 'രജിസ്ട്രാർ',
    section: 'IT-Cell',
  },
  ...{ address: 'https://agent.cdit.example/kcs', url: 'https://agent.cdit.example/kcs-changes' },
  ...{ href: `https://kcs.example/v1/documents/${SHA256}/content`, sha256: SHA256, size: 184213 },
  ...{
    mediaType: 'application/pdf',
    mediaTypes: 'application/pdf',
    maxDocumentBytes: 20971520,
    maxDocuments: 10,
  },
  ...{ language: 'en', languages: 'en', classifications: 'normal', kinds: 'letter' },
  ...{
    reason: 'The enclosure is not readable.',
    remedy: 'Send it again.',
    code: 'CDIT',
    title: 'What it is.',
  },
  ...{
    self: `/v1/dispatches/${DISPATCH}`,
    trace: `/v1/dispatches/${DISPATCH}/trace`,
    workflowId: `dispatch-${DISPATCH}`,
  },
  ...{ endpoint: 'endpoint-01ARZ3NDEKTSV4RRFFQ69G5FAE', agent: 'agent-01ARZ3NDEKTSV4RRFFQ69G5FAB' },
  ...{
    apiKey: 'kcs_…',
    secret: 'whsec_…',
    version: 7,
    given: 1,
    accepted: 2,
    total: 1,
    tries: 1,
    sequence: 4,
    status: 200,
  },
  ...{ source: 'https://kcs.example/v1/agent/changes', type: 'in.gov.kerala.kcs.acknowledged' },
  ...{
    pen: 'TEMP-1',
    password: 'correct horse battery',
    login: 'so.itcell',
    acknowledgeWithinSeconds: 172800,
    escalateEverySeconds: 86400,
  },
  ...{ year: 2026, last: 42, next: 42, after: 41, limit: 50, phone: '0471-0000000' },
}

/** What a member holds within another of the name before the full stop. */
const WITHIN: Readonly<Record<string, unknown>> = {
  ...{
    'seat.id': 'CDIT/REG',
    'office.code': 'CDIT',
    'office.name': 'C-DIT',
    'office.address': 'Thiruvananthapuram',
  },
  ...{
    'sender.office': 'ITD',
    'sender.seat': 'ITD/SO',
    'document.name': 'order.pdf',
    'diary.number': 'CDIT/4711/2026',
  },
  ...{
    'tapal.id': TAPAL,
    'letter.id': TAPAL,
    'flow.name': 'dispatch',
    'group.id': 'GP-IDUKKI',
    'calendar.id': 'kerala',
  },
  ...{ 'agent.id': 'agent-01ARZ3NDEKTSV4RRFFQ69G5FAB', 'webhook.id': 'webhook-01ARZ3NDEKTSV4RRFFQ69G5FAW' },
  ...{ 'endpoint.id': 'endpoint-01ARZ3NDEKTSV4RRFFQ69G5FAE', 'lease.id': 'fetching-4711', 'data.number': 42 },
}

/** A value for a member of that name within another one, or undefined where any will do. */
export function specimenOf(name: string, within = ''): unknown {
  const own = WITHIN[`${within}.${name}`] ?? SPECIMENS[name]
  if (own !== undefined) return own
  return /(At|^until|^since)$/.test(name)
    ? '2026-11-22T05:30:00.000Z'
    : /[dD]a(te|y)$/.test(name)
      ? '2026-11-22'
      : undefined
}
