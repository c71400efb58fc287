// Whole rows of what agents are told: their change feed, and their webhooks.

const AT = new Date('2026-11-22T06:00:00Z')
const diary = { number: '7', date: AT }

export const ROWS_OF_AGENTS: Record<string, Record<string, unknown>> = {
  'agent-changes': {
    ...{ _id: 'agent-1 T1:3', agent: 'agent-1', number: 7, kind: 'acknowledged', as: 'sender', at: AT },
    ...{
      enteredAt: AT,
      dispatch: 'D1',
      tapal: 'T1',
      endpoint: '',
      sender: 'A',
      office: 'B',
      seat: 'B/TAPAL',
    },
    ...{ sequence: 3, diary, code: '', level: 0 },
  },
  'agent-change-counters': { _id: 'agent-1', last: 7, at: AT },
  subscriptions: {
    ...{
      _id: 'webhook-1',
      agent: 'agent-1',
      place: 0,
      url: 'https://agent.example/kcs',
      kinds: ['acknowledged'],
    },
    ...{
      sealedSecret: 'v1.x',
      sealedFormer: '',
      formerUntil: AT,
      secretKey: '',
      state: 'dead',
      death: 'gone',
    },
    ...{ diedAt: AT, cursor: 6, upTo: 7, replay: { next: 2, to: 4 }, failures: 1, failingSince: AT },
    ...{ nextAttemptAt: AT, claim: 'c', createdAt: AT },
    deliveries: [
      { number: 6, kind: 'acknowledged', at: AT, tries: 1, status: 204, fault: '', answer: '' },
      { number: 0, kind: 'ping', at: AT, tries: 1, status: 0, fault: 'timeout', answer: '' },
    ],
  },
}
