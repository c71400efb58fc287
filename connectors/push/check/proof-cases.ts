// Cases: what is rightly signed is taken, and nothing else is.

import { randomBytes } from 'node:crypto'
import { type Envelope } from '../../envelope'
import { type Answered, type Proof } from './call'
import { type AgentCase, STATUS_BROKEN, TAKES_NONE } from './case'
import { type Examination } from './examination'
import { type RuleId } from './rules'

const NO_CHECK: readonly RuleId[] = [...TAKES_NONE, 'signature-not-checked']
const TOO_OLD_MS = 10 * 60_000

export const wrongSecret: AgentCase = {
  id: 'wrong-secret',
  section: '2',
  title: 'It refuses a letter that was signed with another secret',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const what = 'a letter, signed with another secret'
    await refuses(examination, examination.letter(), what, 'signature-not-checked', {
      secrets: [otherSecret()],
    })
  },
}

export const unsigned: AgentCase = {
  id: 'unsigned',
  section: '2',
  title: 'It refuses a letter without a signature',
  blockedBy: NO_CHECK,
  async run(examination) {
    const what = 'a letter without the three headers of a signature'
    await refuses(examination, examination.letter(), what, 'unsigned-taken', { secrets: [] })
  },
}

export const changedBody: AgentCase = {
  id: 'changed-body',
  section: '2',
  title: 'It refuses a letter that was changed after it had been signed',
  blockedBy: NO_CHECK,
  async run(examination) {
    const letter = examination.letter()
    const signedBody = JSON.stringify(letter)
    const changed = { ...letter, letter: { ...letter.letter, subject: 'SPECIMEN: changed on its way' } }
    const what = 'a letter under a right signature, with another subject than the one that was signed'
    await refuses(examination, changed, what, 'changed-body-taken', { signedBody })
  },
}

export const timestamps: AgentCase = {
  id: 'timestamps',
  section: '2',
  title: 'It refuses a letter whose timestamp is ten minutes old, or ten minutes ahead',
  blockedBy: NO_CHECK,
  async run(examination) {
    for (const [ms, word] of [
      [-TOO_OLD_MS, 'old'],
      [TOO_OLD_MS, 'ahead'],
    ] as const) {
      const what = `a letter, rightly signed, with a timestamp that is ten minutes ${word}`
      const at = new Date(Date.now() + ms)
      await refuses(examination, examination.letter(), what, 'timestamp-not-checked', { at })
      if (examination.has('timestamp-not-checked')) return
    }
  },
}

export const questions: AgentCase = {
  id: 'questions-signed',
  section: '2',
  title: 'It tells nothing to a caller whose question is not signed',
  blockedBy: [...NO_CHECK, 'get-refused'],
  async run(examination) {
    const letter = examination.letter()
    if (!(await examination.deliver(letter, 'a letter under a new delivery key'))) return
    const path = `/tapals/${letter.deliveryKey}`
    for (const secrets of [[], [otherSecret()]]) {
      const how = secrets.length === 0 ? 'without a signature' : 'signed with another secret'
      const answered = await examination.call({
        method: 'GET',
        path,
        id: letter.deliveryKey,
        what: `what became of a letter, ${how}`,
        secrets,
      })
      if (isSuccess(answered)) return examination.note('get-unsigned', answered)
    }
  },
}

export const withdrawals: AgentCase = {
  id: 'withdrawals-signed',
  section: '2',
  title: 'It gives no letter back to a caller whose withdrawal is not signed',
  blockedBy: [...NO_CHECK, 'unsigned-taken', 'no-withdrawal'],
  async run(examination) {
    const letter = examination.letter()
    if (!(await examination.deliver(letter, 'a letter under a new delivery key'))) return
    for (const secrets of [[], [otherSecret()]]) {
      const how = secrets.length === 0 ? 'without a signature' : 'signed with another secret'
      const what = `the letter is taken back, ${how}`
      const answered = await examination.withdraw(letter.deliveryKey, what, { secrets })
      if (answered?.end === 'withdrawn') return examination.note('withdrawal-unsigned', answered)
    }
  },
}

export const twoSignatures: AgentCase = {
  id: 'two-signatures',
  section: '2',
  title: 'It takes a letter that bears two signatures, whichever of them is the right one',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const { secret } = examination.agent
    for (const [secrets, word] of [
      [[otherSecret(), secret], 'second'],
      [[secret, otherSecret()], 'first'],
    ] as const) {
      const what = `a letter with two signatures, of which the ${word} is right`
      const refusal = 'second-signature-ignored'
      if (!(await examination.deliver(examination.letter(), what, { secrets, refusal }))) return
    }
  },
}

/** The letter must be refused with 401, and nothing of it kept; else the rule is noted. */
async function refuses(
  examination: Examination,
  envelope: Envelope,
  what: string,
  rule: RuleId,
  proof: Proof,
): Promise<void> {
  const answered = await examination.send(envelope, what, proof)
  const { result } = answered
  if ('fault' in result) {
    if (result.fault === 'timeout') examination.heard(answered)
    else examination.note('proof-status', answered)
    return
  }
  if (isSuccess(answered) || result.status === 409) return examination.note(rule, answered)
  if (result.status !== 401 && result.status !== 403) return examination.note('proof-status', answered)
  if (examination.has(...STATUS_BROKEN)) return
  const seen = await examination.status(envelope.deliveryKey, 'what became of the letter that was so refused')
  if (seen && seen.state !== 'unseen') examination.note('kept-unproven', seen)
}

function isSuccess({ result }: Answered): boolean {
  return 'status' in result && result.status >= 200 && result.status <= 299
}

function otherSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
