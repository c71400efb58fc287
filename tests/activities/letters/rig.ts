// The activities over a real database, with connectors, clock and signals in the hand of the test.

import { asyncLocalStorage, type Context } from '@temporalio/activity'
import { CancelledFailure } from '@temporalio/common'
import { createDeliveryActivities, createNearActivities } from '../../../activities'
import type { ActivityDeps } from '../../../activities/deps'
import type { Repositories } from '../../../database'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { MECHANISMS, type Mechanism } from '../../../domain/letters/systems'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { activityDeps } from '../../../process/activity-deps'
import { createStore } from '../../../process/compose'
import type { GridFsStore } from '../../../documents/gridfs-store'
import type { Gate, GateOptions } from '../../../services/letters/document/gate'
import { createCalls } from '../../../services/letters/delivery/calls'
import { openRoom, type Room } from '../../database/room'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { OPEN_SECRETS } from '../../support/open-secrets'
import { recordingRuns } from '../../support/recording-runs'
import { type ScriptedConnector, scriptedConnector } from '../../support/scripted-connector'
import { addEndpoint } from '../../support/world'

/** A word that was sent to a run. */
type Word = { to: string; say: string; word?: unknown }

/** What a gate is made over. */
export type GateWorld = Pick<GateOptions, 'repositories' | 'store' | 'now'>

export interface Rig extends Room {
  connectors: Record<Mechanism, ScriptedConnector>
  words: Word[]
  clock: { now: Date; pass(ms: number): void }
  store: GridFsStore
  /** The activities, over repositories that a test may have changed. */
  near(changed?: Partial<Repositories>): ReturnType<typeof createNearActivities>
  delivery(changed?: Partial<Repositories>): ReturnType<typeof createDeliveryActivities>
  /** Accepts a letter to offices of these mechanisms, made for it; their codes come with it. */
  accept(
    mechanisms: readonly Mechanism[],
    overrides?: Partial<Dispatch>,
  ): Promise<{ id: string; offices: string[] }>
  /** Accepts and resolves. */
  resolved(
    mechanisms: readonly Mechanism[],
    overrides?: Partial<Dispatch>,
  ): Promise<{ id: string; offices: string[] }>
  /** The tapals of a dispatch by office, in the order of the offices. */
  tapals(dispatch: { id: string; offices: string[] }): Promise<Tapal[]>
  names(): string[]
}

let offices = 0

/** `gate` makes the gate for malware over the rig; without it nothing is scanned. */
export async function openRig(gate?: (world: GateWorld) => Gate): Promise<Rig> {
  const room = await openRoom()
  const { repositories } = room
  const connectors = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, scriptedConnector(mechanism)]),
  ) as Record<Mechanism, ScriptedConnector>
  const words: Word[] = []
  const clock = {
    now: new Date('2026-11-22T06:00:00Z'),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  for (const mechanism of MECHANISMS) await addEndpoint(repositories, mechanism, mechanism)
  await repositories.offices.save([buildOffice('SENDER')])
  await repositories.seats.save([buildSeat('SENDER/SO')])
  // One process, however often its parts are put together.
  const store = createStore(room.database, () => clock.now)
  const scanned = gate ? { gate: gate({ repositories, store, now: () => clock.now }) } : {}
  const calls = createCalls(repositories.endpoints.leaseCalls, 'rig')
  const deps = (changed: Partial<Repositories> = {}): ActivityDeps => ({
    ...activityDeps({
      repositories: { ...repositories, ...changed },
      connectors,
      store,
      ...scanned,
      secrets: {
        ...OPEN_SECRETS,
        unseal(text) {
          if (text === 'by another key') throw new Error('it cannot be opened')
          return text
        },
      },
      now: () => clock.now,
      runs: {
        ...recordingRuns(),
        async signal(flow, id, say, ...[word]) {
          words.push({ to: `${flow}:${id}`, say, word })
          return true
        },
        async signalWithStart(flow, id, say, ..._none) {
          words.push({ to: `${flow}:${id}`, say })
        },
      },
    }),
    calls,
    random: () => 0.5,
  })
  const accept: Rig['accept'] = async (mechanisms, overrides = {}) => {
    const made = mechanisms.map((mechanism) => buildOffice(`O${(offices += 1)}`, mechanism))
    await repositories.offices.save(made)
    const codes = made.map(({ code }) => code)
    const { dispatch } = await repositories.dispatches.accept(
      buildDispatch({
        acceptedAt: clock.now,
        recipients: codes.map((office) => ({ office, purpose: 'action' })),
        ...overrides,
      }),
    )
    return { id: dispatch.id, offices: codes }
  }
  return {
    ...room,
    connectors,
    words,
    clock,
    store,
    accept,
    near: (changed) => createNearActivities(deps(changed)),
    delivery: (changed) => createDeliveryActivities(deps(changed)),
    async resolved(mechanisms, overrides) {
      const accepted = await accept(mechanisms, overrides)
      await run(() => createNearActivities(deps()).resolveRecipients(accepted.id))
      return accepted
    },
    async tapals({ id, offices: codes }) {
      const rows = await repositories.tapals.ofDispatch(id, 10_000)
      return codes.map((code) => rows.find(({ office }) => office === code)!)
    },
    names: () => room.sent.map(({ name: command }) => command),
  }
}

/**
 * The fewest commands that work on a letter costs, of three letters that `prepare` makes: reads of the same moment share a
 * round trip, but not where the machine holds one of them up.
 */
export async function fewestCommands<Letter>(
  rig: Rig,
  prepare: () => Promise<Letter>,
  work: (letter: Letter) => Promise<unknown>,
): Promise<number> {
  const counts: number[] = []
  while (counts.length < 3) {
    const letter = await prepare()
    rig.sent.length = 0
    await work(letter)
    counts.push(rig.names().length)
  }
  return Math.min(...counts)
}

export interface Run {
  attempt?: number
  /** As a local activity, near the workflow. */
  isLocal?: boolean
  /** Aborted, it tells the activity that its run has cancelled it. */
  signal?: AbortSignal
}

/** Runs one activity as a worker would, with its context. */
export function run<T>(
  activity: () => Promise<T>,
  { attempt = 1, isLocal = false, signal = new AbortController().signal }: Run = {},
): Promise<T> {
  const context = {
    info: { attempt, isLocal },
    cancellationSignal: signal,
    cancelled: new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new CancelledFailure('cancelled')))
    }),
    heartbeat: () => undefined,
  }
  context.cancelled.catch(() => undefined)
  return asyncLocalStorage.run(context as unknown as Context, activity)
}
