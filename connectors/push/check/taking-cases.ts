// Cases: a letter is taken, and is one letter however often it comes.

import { setTimeout as wait } from 'node:timers/promises'
import { type AgentCase, TAKES_NONE } from './case'
import { type RuleId } from './rules'

/** With these a repeat says nothing new. */
const REPEATS_WRONG: readonly RuleId[] = [...TAKES_NONE, 'key-forgotten', 'repeat-refused']

export const takes: AgentCase = {
  id: 'takes-a-letter',
  section: '3',
  title: 'It takes a letter and names its own reference of it',
  blockedBy: [],
  async run(examination) {
    await examination.deliver(examination.letter(), 'a letter under a new delivery key')
  },
}

export const repeat: AgentCase = {
  id: 'repeat',
  section: '3',
  title: 'A letter that comes twice is one letter under one reference',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const letter = examination.letter()
    const first = await examination.deliver(letter, 'a letter under a new delivery key')
    if (!first) return
    const answered = await examination.send(letter, 'the same letter again, under the same delivery key', {
      attempt: 2,
    })
    const second = examination.readTaken(answered, 'repeat-refused')
    if (!second || isSame(first.reference, second.reference)) return
    const came = `${answered.came} – the first answer named the reference ${first.reference}`
    examination.note('key-forgotten', { ...answered, came })
  },
}

const AT_ONCE = 5

export const race: AgentCase = {
  id: 'five-at-once',
  section: '3',
  title: 'A letter that comes five times at the same moment is one letter under one reference',
  blockedBy: REPEATS_WRONG,
  async run(examination) {
    const letter = examination.letter()
    const what = 'a new letter, five times at the same moment'
    const sent = Array.from({ length: AT_ONCE }, (_, i) => examination.send(letter, what, { attempt: i + 1 }))
    const answers = await Promise.all(sent)
    const references = answers.map((answered) => examination.readTaken(answered, 'race')?.reference)
    const different = [...new Set(references.filter((reference) => reference !== undefined))]
    if (different.length > 1)
      examination.note('race', {
        ...answers[0]!,
        came: `The answers named ${different.length} references: ${different.join(', ')}.`,
      })
  },
}

export const replay: AgentCase = {
  id: 'replay',
  section: '9',
  title: 'A call that is sent again byte for byte brings no second letter',
  blockedBy: REPEATS_WRONG,
  async run(examination) {
    const letter = examination.letter()
    const at = new Date()
    const first = await examination.deliver(letter, 'a letter under a new delivery key', { at })
    if (!first) return
    const answered = await examination.send(letter, 'the same call again, with its id, time and signature', {
      at,
    })
    const { result } = answered
    // To refuse what was recorded is as good as to know it.
    if ('status' in result && [401, 403, 409].includes(result.status)) return
    const second = examination.readTaken(answered, 'replay')
    if (second && !isSame(first.reference, second.reference)) examination.note('replay', answered)
  },
}

export const batch: AgentCase = {
  id: 'batch',
  section: '3',
  title: 'Letters that come together are each taken under a reference of their own',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const what = 'three letters at the same time, each under a delivery key of its own'
    const letters = [examination.letter(), examination.letter(), examination.letter()]
    const answers = await Promise.all(letters.map((letter) => examination.send(letter, what)))
    const references = answers.map((answered) => examination.readTaken(answered)?.reference)
    const named = references.filter((reference) => reference !== undefined)
    if (new Set(named).size < named.length) examination.note('reference-shared', answers[0]!)
  },
}

const RESTART_MS = 60_000
const ASK_EVERY_MS = 200

export const restart: AgentCase = {
  id: 'restart',
  section: '3',
  title: 'A letter is known also after the agent was ended and started again',
  blockedBy: REPEATS_WRONG,
  async run(examination) {
    if (!examination.agent.restart) return examination.leaveOut('needs --restart-command')
    const letter = examination.letter()
    const first = await examination.deliver(letter, 'a letter under a new delivery key')
    if (!first) return
    await examination.agent.restart()
    const asked = 'the same letter, after the agent was ended and started again'
    for (const end = Date.now() + RESTART_MS; Date.now() < end; await wait(ASK_EVERY_MS)) {
      const answered = await examination.send(letter, asked, { attempt: 2 })
      if ('fault' in answered.result && Date.now() + ASK_EVERY_MS < end) continue
      const second = examination.readTaken(answered, 'forgotten-at-restart')
      if (second && !isSame(first.reference, second.reference))
        examination.note('forgotten-at-restart', answered)
      return
    }
  },
}

/** Whether two answers name the same letter; one that names none was noted already. */
function isSame(first: string | undefined, second: string | undefined): boolean {
  return first === undefined || second === undefined || first === second
}
