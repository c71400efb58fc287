// Mixed load on a whole KCS while its parts are killed, until all is quiet again; then the judge.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { daksOfEoffice, lettersOfPush } from '../oracle/arrived'
import { collect } from '../oracle/collect'
import type { ArrivedLetter, Findings } from '../oracle/evidence'
import { broken, judge, quietWithin } from '../oracle/judge'
import type { NamedFinding } from '../../process/verify'
import { AGENTS, type SoakAgent } from './agents'
import { callerOf, signedIn } from './caller'
import { firstHolders, moveClerks, postLetters, takeLetters } from './clerks'
import { ADMIN, CLERKS, PASSWORD } from './directory'
import { openLedger } from './ledger'
import { behave, misbehave } from './liars'
import { numbersFrom } from './numbers'
import { bringPapers, sendLetters, SUBJECT } from './senders'
import { openWorld, type Part, type World } from './world'

export interface SoakResult {
  dispatches: number
  tapals: number
  byState: Record<string, number>
  kills: Partial<Record<Part, number>>
  lies: number
  handovers: number
  quietAfterMs: number
  /** Answers 500 that KCS gave; there must be none. */
  faults: string[]
  /** The invariants that do not hold, with what breaks them. */
  broken: Findings
  /** What `kcs verify` names afterwards. */
  disagreements: NamedFinding[]
}

export interface SoakOptions {
  ms: number
  seed: number
  /** What is killed, in turn. */
  parts: readonly Part[]
  /** Time from one letter of each sender to the next, in ms. */
  everyMs: number
  /** Time from one kill to the next, in ms. */
  killsApart: { least: number; most: number }
  say(line: string): void
}

export const SENDERS = 4
const CALLS_APART_MS = 15_000

/** Runs it. Throws when what must never be refused is refused, or nothing ever becomes quiet. */
export async function soak({ ms, seed, parts, everyMs, killsApart, say }: SoakOptions): Promise<SoakResult> {
  const world = await openWorld()
  const giveUp = new AbortController()
  try {
    const ledger = await openLedger(join(world.logFolder, '..', 'ledger.jsonl'))
    const { kcs } = world
    const faults: string[] = []
    const options = { signal: giveUp.signal, faults }
    const sender = callerOf(kcs.url, { authorization: `Bearer ${AGENTS[0]!.apiKey}` }, options)
    const papers = await bringPapers(sender)
    const clerks = await Promise.all(CLERKS.map((login) => signedIn(kcs.url, login, PASSWORD, options)))
    const admin = await signedIn(kcs.url, ADMIN, PASSWORD, options)
    const over = AbortSignal.timeout(ms)
    const quiet = new AbortController()
    const holders = firstHolders()
    const numbers = (purpose: string) => numbersFrom(seed, purpose)
    const desks = [
      postLetters(clerks[0]!, quiet.signal),
      ...clerks.map((caller, at) =>
        takeLetters(CLERKS[at]!, caller, {
          holders,
          ledger,
          numbers: numbers(`clerk ${at}`),
          over: quiet.signal,
        }),
      ),
    ]
    const kills: SoakResult['kills'] = {}
    const [, , lies, handovers] = await Promise.all([
      Promise.all(
        Array.from({ length: SENDERS }, (_, at) =>
          sendLetters(String(at), sender, {
            papers,
            ledger,
            numbers: numbers(`sender ${at}`),
            over,
            everyMs,
          }),
        ),
      ),
      killParts(world, parts, { kills, killsApart, seed, over }),
      misbehave(world, { numbers: numbers('liar'), over, everyMs: 2_000 }),
      moveClerks(admin, { holders, numbers: numbers('mover'), over, everyMs: 3_000 }),
    ])
    say(`${ledger.letters.length} letters accepted; waiting until nothing is owed`)
    const since = Date.now()
    await patiently(() => behave(world))
    desks.push(...AGENTS.map((agent) => callNowAndThen(kcs.url, agent, quiet.signal, options)))
    await untilQuiet(world, ms, say)
    const quietAfterMs = Date.now() - since
    quiet.abort()
    await Promise.all(desks)
    say(`quiet after ${Math.round(quietAfterMs / 1000)} s; judging`)
    const evidence = {
      ...(await collect({
        temporal: kcs.servers.temporal,
        database: world.database,
        logFolder: world.logFolder,
        secrets: [SUBJECT, 'Soak Holder'],
      })),
      accepted: ledger.letters,
      confirmed: ledger.acknowledgements,
      arrived: await arrivedLetters(world),
      asked: new Set(AGENTS.map(({ id }) => id)),
      quietAfterMs,
      loadMs: ms,
    }
    await ledger.close()
    if (faults.length > 0) for (const line of errorsOf(world)) say(`log: ${line}`)
    for (const {
      id,
      state,
      endpoint,
      attempts,
      nextAttemptAt,
      parked,
      claim,
      events,
    } of evidence.tapals.filter(({ owes, withdrawOwed }) => owes || withdrawOwed)) {
      const last = events.slice(-3).map(({ cause, code, at }) => `${at.toISOString()} ${cause} ${code ?? ''}`)
      say(`open: ${JSON.stringify({ id, state, endpoint, attempts, nextAttemptAt, parked, claim, last })}`)
    }
    const byState: Record<string, number> = {}
    for (const { state } of evidence.tapals) byState[state] = (byState[state] ?? 0) + 1
    return {
      dispatches: evidence.dispatches.length,
      tapals: evidence.tapals.length,
      byState,
      kills,
      lies,
      handovers,
      quietAfterMs,
      faults,
      broken: broken(judge(evidence)),
      disagreements: await world.verify(),
    }
  } finally {
    giveUp.abort()
    await world.close()
  }
}

/** Each part in its turn, beginning with any, so that even a short run kills every one. */
async function killParts(
  world: World,
  parts: readonly Part[],
  {
    kills,
    killsApart,
    seed,
    over,
  }: Pick<SoakOptions, 'killsApart' | 'seed'> & { kills: SoakResult['kills']; over: AbortSignal },
): Promise<void> {
  const numbers = numbersFrom(seed, 'killer')
  for (let turn = numbers.between(0, parts.length - 1); !over.aborted; turn += 1) {
    await sleep(numbers.between(killsApart.least, killsApart.most))
    const part = parts[turn % parts.length]!
    if (!over.aborted && world.kill(part)) kills[part] = (kills[part] ?? 0) + 1
  }
}

/** A system that is well again calls KCS for what is new: it is probed then, and not when its turn comes. */
async function callNowAndThen(
  url: string,
  { apiKey }: SoakAgent,
  quiet: AbortSignal,
  options: { signal: AbortSignal; faults: string[] },
): Promise<void> {
  const agent = callerOf(url, { authorization: `Bearer ${apiKey}` }, options)
  while (!quiet.aborted) {
    await agent.call('GET', '/v1/agent/changes?limit=1')
    await sleep(CALLS_APART_MS, undefined, { signal: quiet }).catch(() => undefined)
  }
}

const unfollowedIn = (database: World['database'], name: string): Promise<number> =>
  database.collection(name).countDocuments({ followed: false })

/** Waits until every dispatch has ended and the audit log follows; says from time to time what is still open. */
async function untilQuiet({ database }: World, loadMs: number, say: (line: string) => void): Promise<void> {
  const end = Date.now() + quietWithin(loadMs)
  // Rarely: each look counts all rows.
  for (let told = Date.now(); Date.now() < end; await sleep(2_000)) {
    const open = await database.collection('dispatches').countDocuments({ closedAt: null })
    const [tapals, dispatches] = [
      await unfollowedIn(database, 'tapals'),
      await unfollowedIn(database, 'dispatches'),
    ]
    if (open + tapals + dispatches === 0) return
    if (Date.now() - told < 15_000) continue
    told = Date.now()
    say(`${open} dispatches are open; ${tapals} tapals and ${dispatches} dispatches are not followed yet`)
  }
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(500)) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/** What the API logged of its own faults, a few of them. */
function errorsOf({ logFolder }: World): string[] {
  return readFileSync(join(logFolder, 'api.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":50'))
    .slice(0, 5)
}

/** What lies in all filing systems. */
async function arrivedLetters(world: World): Promise<ArrivedLetter[]> {
  const arrived: ArrivedLetter[] = []
  for (const agent of AGENTS) {
    const read = agent.system === 'push' ? lettersOfPush : daksOfEoffice
    arrived.push(...(await read(agent.id, world.addressOf(agent))))
  }
  return arrived
}
