// The duties beside the workers: each part of each is done by the worker that holds its lease.

import type { SendWebhook } from '../connectors/webhook'
import type { QuietHours } from '../domain/common/clock/quiet-hours'
import type { OutgoingChannel } from '../notices/channel'
import type { CaseDuties, DutyDeps, DutyLog } from '../services/operations/duty/case'
import { chainEntries, signRoot } from '../services/access/audit/chain'
import { createSending } from '../services/access/subscription/send'
import { carryOutLedgerAct } from '../services/letters/ledger/carry-out'
import { keepSchedules } from '../services/letters/collect/schedule'
import { testLetterDuties } from '../services/letters/sandbox/case'
import { clearTestLetters } from '../services/letters/sandbox/clear'
import { askEndpoints } from '../services/letters/endpoint/ask'
import { carryOut } from '../services/operations/desk/carry-out'
import { noteFailingRuns } from '../services/operations/duty/failing-runs'
import { BATCH, follow, newPoison, PARTS_TO_FOLLOW } from '../services/operations/duty/follow'
import type { Positions } from '../services/operations/duty/for-each'
import { rebuildIfLost } from '../services/operations/duty/rebuild'
import { newComparison, reconcile } from '../services/operations/duty/reconcile'
import { revive } from '../services/operations/duty/revive'
import { newPause } from '../services/operations/duty/pause'
import { sendNotices } from '../services/operations/duty/send-notices'
import { sweep } from '../services/operations/duty/sweep'
import type { Pace } from '../services/letters/delivery/pace'
import type { ServiceDeps } from '../services/deps'
import { calmly } from './calm-log'
import { createLeases } from './leases'
import { NOT_OURS, startLoop } from './loop'

const FOLLOW_EVERY_MS = 250
const FOLLOW_SANDBOX_EVERY_MS = 1_000
/** After this time at most, and the time that a batch takes, an entry of the audit log has its place in the chain. */
const CHAIN_EVERY_MS = 1_000
const SIGN_EVERY_MS = 60_000
const SWEEP_EVERY_MS = 5_000
const REVIVE_EVERY_MS = 120_000
const REBUILD_EVERY_MS = 15_000
/** With the rows of a turn it bounds how often Temporal is asked. */
const RECONCILE_EVERY_MS = 1_000
/** What asks Temporal of run after run, to find those that are lost, may take so much of the time: less of one that is busy. */
const SPARING = 0.1
/** With the time that Temporal takes to mark a run it is told of within a minute. */
const FAILING_EVERY_MS = 10_000
const DESK_EVERY_MS = 1_000
const LEDGER_EVERY_MS = 1_000
const SEND_EVERY_MS = 2_000
const WEBHOOKS_EVERY_MS = 500
/** So soon a system is asked that is new or has another address. */
const ASK_EVERY_MS = 10_000
/** So soon a schedule that was lost is there again. */
const SCHEDULES_EVERY_MS = 15_000
const TIDY_EVERY_MS = 3_600_000
const ORPHAN_AGE_MS = 24 * 3_600_000
/** Several beats fall into the time of a lease, so that one that fails costs nothing. */
const BEAT_EVERY_MS = 3_000

export interface DutyOptions {
  deps: Omit<DutyDeps, 'log'> & Pick<ServiceDeps, 'secrets' | 'newId' | 'connectors'>
  /** The table of cases. */
  cases: readonly CaseDuties[]
  store: { removeOrphans(before: Date): Promise<unknown> }
  /** The channels by which notices go out. */
  channels: readonly OutgoingChannel[]
  /** When those that keep them send only what must go out at once. */
  quietHours?: QuietHours | null
  /** Calls the address of a webhook once. */
  sendWebhook: SendWebhook
  publicUrl: string
  logger: DutyLog
  now: () => Date
  /** Shared with the deliveries of this process. */
  pace: Pick<Pace, 'much' | 'rows'>
}

interface Duty {
  name: string
  everyMs: number
  /** Parts that workers may hold apart; 1 for a duty that one worker does at a time. */
  parts: number
  /** Largest share of the time that its turns may take; all of it where none is named. */
  share?: number | undefined
  /** One turn over the parts that are held; returns whether more is to be done at once. */
  turn(parts: readonly number[]): Promise<boolean>
  /** Resolves when what its turns have left under way has ended. */
  ended?(): Promise<void>
}

/** Starts all duties; `stop` lets the running turns end, and gives the leases to the other workers. */
export function startDuties(options: DutyOptions): { stop(): Promise<void> } {
  const log = calmly(options.logger)
  const duties = dutiesOf({ ...options, logger: log })
  const leases = createLeases({
    leases: options.deps.repositories.leases,
    units: duties.flatMap(({ name, parts }) =>
      Array.from({ length: parts }, (_, part) => ({ duty: name, part })),
    ),
  })
  const keeper = startLoop('leases', BEAT_EVERY_MS, () => leases.beat().then(() => false), log)
  const loops = duties.map(({ name, everyMs, share, turn }) =>
    startLoop(
      name,
      everyMs,
      async () => {
        const heldUnits = leases.held(name)
        return heldUnits.length === 0 ? NOT_OURS : turn(heldUnits)
      },
      log,
      share,
    ),
  )
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      for (const { ended } of duties) await ended?.()
      await keeper.stop()
      // A database that is gone lets the leases run out.
      await leases.leave().catch(() => undefined)
    },
  }
}

/** A duty that one worker does at a time, and rests after each turn. */
function alone(name: string, everyMs: number, turn: () => Promise<unknown>, share?: number): Duty {
  return { name, everyMs, parts: 1, share, turn: () => turn().then(() => false) }
}

function dutiesOf({
  deps: ports,
  cases,
  store,
  channels,
  quietHours = null,
  sendWebhook,
  publicUrl,
  logger: log,
  pace,
  now,
}: DutyOptions): Duty[] {
  const deps: DutyDeps = { ...ports, log }
  const poison = newPoison()
  const said = { unmarked: false }
  const sending = { ...ports, publicUrl, random: Math.random, quietHours, log }
  const webhooks = createSending({ ...sending, sendWebhook, log }, now)
  return [
    {
      name: 'follow',
      everyMs: FOLLOW_EVERY_MS,
      parts: PARTS_TO_FOLLOW,
      turn: pacedWhereMuch(pace, (parts) =>
        follow(deps, cases, now(), { of: PARTS_TO_FOLLOW, held: parts }, poison, pace.rows(BATCH)),
      ),
    },
    { name: 'chain-audit', everyMs: CHAIN_EVERY_MS, parts: 1, turn: () => chainEntries(ports) },
    alone('sign-audit', SIGN_EVERY_MS, () => signRoot(ports, now())),
    ...channels.map((channel) => dutyOfChannel(sending, channel, now)),
    { name: 'send-webhooks', everyMs: WEBHOOKS_EVERY_MS, parts: 1, ...webhooks },
    ...cases.flatMap((one) => dutiesOfCase(deps, one, now)),
    ...dutiesOfSandbox(deps, now),
    alone('failing-runs', FAILING_EVERY_MS, () => noteFailingRuns(deps, cases, said, now())),
    { name: 'desk', everyMs: DESK_EVERY_MS, parts: 1, turn: () => carryOut(deps, now()) },
    { name: 'ledger-acts', everyMs: LEDGER_EVERY_MS, parts: 1, turn: () => carryOutLedgerAct(deps, now()) },
    { name: 'ask-systems', everyMs: ASK_EVERY_MS, parts: 1, turn: () => askEndpoints(ports, now()) },
    alone('rebuild', REBUILD_EVERY_MS, async () => {
      const startedCount = await rebuildIfLost(deps, cases, now())
      if (startedCount !== null)
        log.warn({ started: startedCount }, 'Temporal is another one than before; open cases have their runs')
    }),
    alone('keep-schedules', SCHEDULES_EVERY_MS, async () => {
      const changed = await keepSchedules({ ...ports, log })
      if (changed > 0) log.info({ changed }, 'schedules of collections follow their endpoints')
    }),
    alone('tidy', TIDY_EVERY_MS, () => store.removeOrphans(new Date(now().getTime() - ORPHAN_AGE_MS))),
  ]
}

function dutyOfChannel(
  sending: Parameters<typeof sendNotices>[0],
  channel: OutgoingChannel,
  now: () => Date,
): Duty {
  const pause = newPause()
  return {
    name: `send-${channel.name}`,
    everyMs: SEND_EVERY_MS,
    parts: 1,
    turn: () => sendNotices(sending, channel, now, pause),
    ended: async () => channel.close?.(),
  }
}

/** A turn after one that left more to do is part of something much, such as a circular: single letters go first. */
function pacedWhereMuch(pace: Pick<Pace, 'much'>, turn: Duty['turn']): Duty['turn'] {
  let isMuch = false
  return async (parts) => {
    isMuch = await (isMuch ? pace.much(() => turn(parts)) : turn(parts))
    return isMuch
  }
}

/** The same for test letters, which stand in another record; what is too old of it is removed. */
function dutiesOfSandbox(deps: DutyDeps, now: () => Date): Duty[] {
  const cases = [testLetterDuties]
  const swept: Positions = new Map()
  const revived: Positions = new Map()
  const poison = newPoison()
  return [
    {
      name: 'follow-sandbox',
      everyMs: FOLLOW_SANDBOX_EVERY_MS,
      parts: 1,
      turn: () => follow(deps, cases, now(), undefined, poison),
    },
    alone('sweep-sandbox', SWEEP_EVERY_MS, () => sweep(deps, cases, now(), swept)),
    alone('revive-sandbox', REVIVE_EVERY_MS, () => revive(deps, cases, now(), revived), SPARING),
    alone('clear-sandbox', TIDY_EVERY_MS, async () => {
      const removed = await clearTestLetters(deps, now())
      if (removed > 0) deps.log.info({ removed }, 'old test letters were removed')
    }),
  ]
}

/** What keeps record and runs of one case together; the cases may be held by different workers. */
function dutiesOfCase(deps: DutyDeps, one: CaseDuties, now: () => Date): Duty[] {
  const swept: Positions = new Map()
  const revived: Positions = new Map()
  const comparison = newComparison()
  return [
    alone(`sweep-${one.name}`, SWEEP_EVERY_MS, async () => {
      const { started, told } = (await sweep(deps, [one], now(), swept))[one.name]!
      if (started + told > 0) deps.log.info({ case: one.name, started, told }, 'swept')
    }),
    alone(
      `revive-${one.name}`,
      REVIVE_EVERY_MS,
      async () => {
        const count = await revive(deps, [one], now(), revived)
        if (count > 0)
          deps.log.warn({ case: one.name, revived: count }, 'runs had not looked at their clocks')
      },
      SPARING,
    ),
    alone(
      `reconcile-${one.name}`,
      RECONCILE_EVERY_MS,
      () => reconcile(deps, one, comparison, now()),
      SPARING,
    ),
  ]
}
