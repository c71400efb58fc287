// Cases: what the agent says of itself and of its letters, and how it gives them back.

import { type AgentCase, STATUS_BROKEN, TAKES_NONE, UNREACHED } from './case'

export const capabilities: AgentCase = {
  id: 'capabilities',
  section: '5',
  title: 'It says what it takes',
  blockedBy: UNREACHED,
  async run(examination) {
    const answered = await examination.capabilities()
    if (!answered) return
    const { takes } = examination
    const { letter, documents } = examination.letter()
    const narrow =
      (takes.mediaTypes && !documents.every(({ mediaType }) => takes.mediaTypes!.includes(mediaType))) ||
      (takes.kinds && !takes.kinds.includes(letter.kind)) ||
      (takes.languages && !takes.languages.includes(letter.language)) ||
      documents.some(({ size }) => size > (takes.maxDocumentBytes ?? Infinity))
    if (!narrow) return
    const came = `${answered.came} – the specimen is a ${letter.kind} in ${letter.language}, ${documents[0]?.mediaType}`
    examination.note('capabilities-too-narrow', { ...answered, came })
  },
}

export const status: AgentCase = {
  id: 'status',
  section: '5',
  title: 'It can be asked what became of a letter',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const letter = examination.letter()
    const taken = await examination.deliver(letter, 'a letter under a new delivery key')
    if (!taken) return
    const seen = await examination.status(
      letter.deliveryKey,
      'what became of a letter that it has just taken',
    )
    if (!seen) return
    if (seen.state === 'unseen') return examination.note('status-unknown', seen)
    if (taken.reference === undefined || seen.reference === undefined || seen.reference === taken.reference)
      return
    const came = `${seen.came} – the answer to the letter named the reference ${taken.reference}`
    examination.note('status-other-reference', { ...seen, came })
  },
}

export const unknownKey: AgentCase = {
  id: 'unknown-key',
  section: '5',
  title: 'Of a delivery key that it never saw it says so',
  blockedBy: UNREACHED,
  async run(examination) {
    const { deliveryKey } = examination.letter()
    const seen = await examination.status(deliveryKey, 'what became of a letter that was never sent')
    if (seen && seen.state !== 'unseen') examination.note('unknown-key-known', seen)
  },
}

export const withdrawal: AgentCase = {
  id: 'withdrawal',
  section: '5',
  title: 'It gives a letter back, knows that it did, and says the same when asked again',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const letter = examination.letter()
    if (!(await examination.deliver(letter, 'a letter under a new delivery key'))) return
    const first = await examination.withdraw(
      letter.deliveryKey,
      'a letter that it has just taken is taken back',
    )
    if (!first) return
    const isSeen = !examination.has(...STATUS_BROKEN)
    if (first.end !== 'withdrawn') {
      const seen =
        isSeen && first.end === 'taken' && (await examination.status(letter.deliveryKey, 'its state'))
      // An office may be quicker than the sender; then it keeps the letter.
      if (seen && (seen.state === 'acknowledged' || seen.state === 'refused'))
        return examination.leaveOut(
          'the office had acknowledged or refused the letter before it was taken back',
        )
      return examination.note('no-withdrawal', first)
    }
    const seen =
      isSeen && (await examination.status(letter.deliveryKey, 'what became of the withdrawn letter'))
    if (seen && seen.state === 'unseen') return examination.note('withdrawal-forgets', seen)
    if (seen && seen.state !== 'withdrawn') return examination.note('withdrawal-ignored', seen)
    const second = await examination.withdraw(letter.deliveryKey, 'the same withdrawal again')
    if (!second || second.end === 'withdrawn') return
    examination.note(second.end === 'unseen' ? 'withdrawal-forgets' : 'second-withdrawal', second)
  },
}

export const unknownWithdrawal: AgentCase = {
  id: 'unknown-withdrawal',
  section: '5',
  title: 'It has nothing to give back under a delivery key that it never saw',
  blockedBy: [...UNREACHED, 'no-withdrawal', 'unknown-key-known'],
  async run(examination) {
    const { deliveryKey } = examination.letter()
    const answered = await examination.withdraw(deliveryKey, 'a letter that was never sent is taken back')
    if (answered && answered.end !== 'unseen') examination.note('unknown-key-withdrawn', answered)
  },
}
