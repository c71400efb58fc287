// The changes of an agent, from any number on; a call may wait for the next one.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { NumberedChange } from '../../../domain/letters/agent-feed/change'
import { requireAgentCaller, requireAgentCallerErrors } from '../../access/right/agent'
import type { AgentIdentity, Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

/** So often a call that waits looks whether there is something new. */
const LOOK_EVERY_MS = 500

export interface ReadFrom {
  /** The last number that the agent has; 0 before the first. */
  after: number
  limit: number
}

export interface ChangePage {
  items: NumberedChange[]
  /** The last number that was given to the agent. */
  last: number
}

/** What a caller is shown of a page. */
export interface ShownPage extends ChangePage {
  /** The number to go on from. */
  next: number
}

export const readChangesErrors = [
  'changes-not-kept',
  'change-number-ahead',
  'key-invalid',
  ...requireAgentCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The changes above `after`, at most `limit`, without a gap. Where there is none it waits for one, as long as `waitMs` and
 * until `ended` is aborted. Throws KcsError `not-an-agent`; `changes-not-kept` and `change-number-ahead`, each with the number
 * to go on from; `key-invalid` where the key was taken back meanwhile. With a test key those of test letters alone are shown,
 * and `next` is the last that was looked at.
 */
export async function readChanges(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { waitMs, ended, ...from }: ReadFrom & { waitMs: number; ended: AbortSignal },
): Promise<ShownPage> {
  const identity = requireAgentCaller(caller)
  const { agentFeed } = deps.repositories
  const { id } = identity.agent
  const page = await pageOf(deps, id, from)
  if (page.items.length > 0) return shownTo(identity, page, from)
  for (let left = waitMs; left > 0 && !ended.aborted; left -= LOOK_EVERY_MS) {
    await pause(Math.min(left, LOOK_EVERY_MS), ended)
    const last = (await agentFeed.lastOf([id])).get(id) ?? 0
    if (last <= from.after) continue
    await requireKey(deps, identity)
    return shownTo(identity, await pageOf(deps, id, from), from)
  }
  return shownTo(identity, page, from)
}

function shownTo({ test }: AgentIdentity, { items, last }: ChangePage, { after }: ReadFrom): ShownPage {
  const next = items.at(-1)?.number ?? after
  return { items: test ? items.filter((change) => change.test === true) : items, next, last }
}

/** What was read before a key was taken back is the caller's; what came after is not. */
async function requireKey(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  { agent, keyId }: AgentIdentity,
): Promise<void> {
  const current = await repositories.agents.byId(agent.id)
  const key = current?.keys.find(({ id }) => id === keyId)
  if (!key || key.revokedAt !== null) throw new KcsError('key-invalid')
}

export const pageOfErrors = [
  'changes-not-kept',
  'change-number-ahead',
] as const satisfies readonly ErrorCode[]

/** A page of the feed of an agent. Throws KcsError `changes-not-kept`, `change-number-ahead`. */
export async function pageOf(
  { repositories: { agentFeed } }: Pick<ServiceDeps, 'repositories'>,
  agent: string,
  { after, limit }: ReadFrom,
): Promise<ChangePage> {
  // The counter first: rows up to it are there when they are read, unless they are kept no more.
  const last = (await agentFeed.lastOf([agent])).get(agent) ?? 0
  if (after > last) throw goOnFrom('change-number-ahead', last)
  const items = withoutGap(await agentFeed.above(agent, after, limit), after)
  const newest = Math.max(last, items[items.length - 1]?.number ?? 0)
  if (items.length > 0 || after === last) return { items, last: newest }
  const [oldest] = await agentFeed.above(agent, after, 1)
  throw goOnFrom('changes-not-kept', oldest ? oldest.number - 1 : last)
}

/** Those that follow each other: behind a number that is kept no more the caller is told so, and nothing is passed over. */
function withoutGap(changes: readonly NumberedChange[], after: number): NumberedChange[] {
  const gap = changes.findIndex(({ number }, i) => number !== after + 1 + i)
  return gap === -1 ? [...changes] : changes.slice(0, gap)
}

function goOnFrom(code: 'changes-not-kept' | 'change-number-ahead', after: number): KcsError {
  return new KcsError(code, {
    errors: [{ pointer: '/after', detail: `go on from ${after}`, value: after, code }],
  })
}

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    ended.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      ended.removeEventListener('abort', done)
      resolve()
    }
  })
}
