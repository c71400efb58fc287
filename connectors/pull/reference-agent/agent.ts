// The reference agent that comes for its letters: fetches them and their documents, says what became of them, sends.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { type ReferenceAgent } from '../../reference/agent'
import { type Act } from '../../reference/protocol'
import { fetchDocument, fetchPage, say } from './gateway'
import { type Agent, type PullOptions } from './instance'
import { type FetchedLetter, isWhole, type Letters, openLetters } from './letters'
import { addDesk } from './routes'
import { PATH_OF, type Said } from './wire'

export const referenceAgent: ReferenceAgent<PullOptions, Said> = {
  title: 'Reference agent that fetches',
  defaults: { comeEveryMs: 2_000, limit: 20, leaseSeconds: 60, acknowledgeAfterMs: null },
  outboxPaths: { put: '/outbox', list: '/outbox' },
  // KCS never calls it.
  deliveryCall: { method: 'NONE', path: '/' },
  tell: say,
  async open(core) {
    const letters = await openLetters(core.folder, core.options.prefix)
    const agent: Agent = { ...core, letters, act: (deliveryKey, act) => perform(agent, deliveryKey, act) }
    // A crash may have parted a word from its place in the outbox; putting it there again does no harm.
    for (const letter of letters.all()) await owe(agent, letter)
    let bell = new AbortController()
    let stopped = false
    const wake = (): void => {
      bell.abort()
      bell = new AbortController()
    }
    const clerk = async (): Promise<void> => {
      // The name of a fetching is kept until it was answered: a repeat gets the same letters.
      let claim = randomUUID()
      while (!stopped) {
        const { signal } = bell
        const page = await come(agent, claim).catch(() => null)
        if (page) claim = randomUUID()
        await workThrough(agent).catch(() => undefined)
        if (!stopped && !page?.more)
          await wait(core.options.comeEveryMs, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
    const working = clerk()
    return {
      addProtocol: () => undefined,
      addDesk: (router) => addDesk(router, agent),
      arrived: () => letters.all().map(({ deliveryKey }) => deliveryKey),
      take: (deliveryKey) => agent.act(deliveryKey, { kind: 'acknowledged' }),
      wake,
      async stop() {
        stopped = true
        wake()
        await working
        await letters.close()
      },
    }
  },
}

/** Fetches a page, keeps its letters on disk and only then says that they are here; null if KCS could not be reached. */
async function come(agent: Agent, claim: string): Promise<{ more: boolean } | null> {
  const { options, settings, knobs, letters, outbox } = agent
  if (settings.kcsUrl === '' || knobs.knobs.down) return null
  const { limit, leaseSeconds } = options
  const page = await fetchPage(settings, { claim, limit, leaseSeconds })
  if (!page) return null
  await wait(knobs.knobs.slowMs)
  for (const inward of page.items) await owe(agent, await letters.keep(inward))
  for (const { id, deliveryKey } of page.withdrawals) {
    const end = await letters.withdraw(deliveryKey)
    await outbox.put(`${deliveryKey}-withdraw`, { report: { id, act: 'withdraw', body: { end } } })
  }
  return { more: page.more }
}

/** Puts what is to be said of a letter into the outbox, each once: first that it is here. */
async function owe(
  { outbox }: Agent,
  { deliveryKey, reference, inward, said }: FetchedLetter,
): Promise<void> {
  const arrival = { id: inward.id, act: 'receive', body: { reference } }
  await outbox.put(`${deliveryKey}-receive`, { report: arrival })
  for (const { key, said: report } of said) await outbox.put(key, { report })
}

async function perform({ letters, outbox }: Agent, deliveryKey: string, act: Act): Promise<Said | null> {
  const result = await letters.say(deliveryKey, (letter) => saidOf(letters, letter, act))
  if (result) await outbox.put(result.key, { report: result.said })
  return result && result.said
}

function saidOf(letters: Letters, letter: FetchedLetter, { kind, ...stated }: Act): Said | null {
  const at = new Date()
  const { state, diaryNumber, inward } = letter
  if (state === 'withdrawn' || state === 'refused') return null
  if ((kind === 'acknowledged' || kind === 'refused') && diaryNumber !== null) return null
  const body = { at: at.toISOString(), ...stated }
  const diary = { diaryNumber: letters.nextDiaryNumber(at), diaryDate: dayInKerala(at) }
  return { id: inward.id, act: PATH_OF[kind], body: kind === 'acknowledged' ? { ...diary, ...body } : body }
}

/** Fetches what is missing and acknowledges what is due. */
async function workThrough(agent: Agent): Promise<void> {
  const { settings, folder, letters, options } = agent
  for (const letter of letters.all()) {
    if (letter.state === 'withdrawn' || letter.state === 'refused') continue
    for (const document of letter.inward.documents) {
      if (letter.documents.includes(document.sha256)) continue
      const isHere = await fetchDocument(settings, join(folder, 'documents'), document).catch(() => false)
      if (isHere) await letters.hasDocument(letter.deliveryKey, document.sha256)
    }
    const after = options.acknowledgeAfterMs
    if (after === null || letter.diaryNumber !== null || letter.inward.purpose !== 'action') continue
    if (isWhole(letter) && Date.now() - Date.parse(letter.fetchedAt) >= after)
      await agent.act(letter.deliveryKey, { kind: 'acknowledged' })
  }
}
