// What the desk shows: ids, offices, seats, systems and codes; subject and names only through broken glass.

import type { Job } from '../../../../database/operations/job/repository'
import type { DeskLetter } from '../../../../database/letters/tapal/desk'
import { dispatchWorkflowId } from '../../../../domain/letters/dispatch/dispatch'
import type { TapalEvent } from '../../../../domain/letters/tapal/event'
import type { DeskFilter } from '../../../../domain/operations/desk/desk'
import type { FailingRun } from '../../../../services/operations/duty/failing-runs'
import type { SystemHealth } from '../../../../services/operations/desk/health'
import type { SeenLetter } from '../../../../services/operations/desk/letters'
import type { SilentAgents } from '../../../../services/operations/desk/silent-agents'
import type { ApiDeps } from '../../../deps'
import { readDirectoryNames } from '../../common/directory-names'
import { temporalUrl } from '../../common/links'
import { endpointFacts } from '../../letters/endpoint/presenter'
import type {
  DeskLetterDetailResponse,
  DeskLetterResponse,
  FailingRunResponse,
  JobResponse,
  SilentAgentsResponse,
  SystemHealthResponse,
} from './schema'

type Settings = Pick<ApiDeps, 'settings'>

export function presentHealth({ settings }: Settings, health: SystemHealth): SystemHealthResponse {
  return {
    ...endpointFacts(settings, health.endpoint),
    lastSuccessAt: iso(health.endpoint.lastSuccessAt),
    queued: health.queued,
    queuedSince: iso(health.queuedSince),
    letters: health.letters,
    oldest: iso(health.oldest),
    faults: health.faults,
    collecting: health.collecting && {
      ...health.collecting,
      collectedAt: iso(health.collecting.collectedAt),
      fault: health.collecting.fault === '' ? null : health.collecting.fault,
      notBefore: iso(health.collecting.notBefore),
    },
  }
}

export function presentFailingRun(
  { settings, cases }: Pick<ApiDeps, 'settings' | 'cases'>,
  run: FailingRun,
): FailingRunResponse {
  const manifest = cases.find(({ manifest: { name } }) => name === run.case)?.manifest
  return {
    ...run,
    since: run.since.toISOString(),
    temporal: manifest ? temporalUrl(settings, manifest.workflowId(run.subject)) : null,
  }
}

export function presentSilentAgents({ webhooks, visitors }: SilentAgents): SilentAgentsResponse {
  return {
    webhooks: webhooks.map(({ id, agent, death, diedAt, cursor, upTo, deliveries }) => {
      const tried = deliveries.at(-1)
      return {
        ...{ id, agent, death, diedAt: iso(diedAt), sentUpTo: cursor, last: Math.max(cursor, upTo) },
        tried: tried
          ? { at: tried.at.toISOString(), status: tried.status || null, fault: tried.fault || null }
          : null,
      }
    }),
    visitors: visitors.map(({ endpoint: { id, agent, fetchedAt }, letters }) => ({
      ...{ endpoint: id, agent, fetchedAt: iso(fetchedAt ?? null), letters },
    })),
  }
}

export function presentLetter(
  { tapal, state, code }: Pick<SeenLetter, 'tapal' | 'state' | 'code'> | DeskLetter,
  now: Date,
): DeskLetterResponse {
  const { id, dispatch, sender, office, seat, mechanism, endpoint, attempts, urgency, createdAt } = tapal
  return {
    id,
    dispatchId: dispatch,
    sender: { office: sender.office, seat: sender.seat },
    recipient: { office, seat },
    mechanism,
    endpoint,
    state,
    code,
    attempts,
    urgency,
    acceptedAt: createdAt.toISOString(),
    ageSeconds: Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / 1000)),
    lastAt: (tapal.events.at(-1)?.at ?? createdAt).toISOString(),
    nextAttemptAt: iso(tapal.nextAttemptAt),
  }
}

/** One more round to the database while the glass is broken. */
export async function presentLetterDetail(
  { repositories, settings }: Settings & Pick<ApiDeps, 'repositories'>,
  seen: SeenLetter,
  now: Date,
): Promise<DeskLetterDetailResponse> {
  const { tapal } = seen
  return {
    ...presentLetter(seen, now),
    tapalState: tapal.state,
    expiresAt: tapal.state === 'failed' ? iso(tapal.dueAt) : null,
    history: tapal.events.map((event) => presentEvent(event, seen.glass !== null)),
    glass: seen.glass && (await presentGlass(repositories, seen, seen.glass, now)),
    temporal: temporalUrl(settings, dispatchWorkflowId(tapal.dispatch)),
  }
}

/** What a system answered may speak of the letter. */
function presentEvent(
  { sequence, kind, to, cause, actor, at, attempt, code, answer, dueAt }: TapalEvent,
  isGlassBroken: boolean,
) {
  return {
    sequence,
    kind,
    state: to,
    cause,
    actor: actor.kind,
    at: at.toISOString(),
    ...(attempt === undefined ? {} : { attempt }),
    ...(code === undefined ? {} : { code }),
    ...(answer === undefined || !isGlassBroken ? {} : { answer }),
    ...(dueAt === undefined ? {} : { dueAt: dueAt.toISOString() }),
  }
}

async function presentGlass(
  repositories: ApiDeps['repositories'],
  { tapal }: SeenLetter,
  { until, dispatch }: NonNullable<SeenLetter['glass']>,
  now: Date,
): Promise<DeskLetterDetailResponse['glass']> {
  const names = await readDirectoryNames(
    repositories,
    {
      offices: [tapal.sender.office, tapal.office],
    },
    now,
  )
  const { subject, letterNumber, letterDate, number } = dispatch
  return {
    until: until.toISOString(),
    subject,
    letterNumber,
    letterDate,
    number,
    sender: names.office(tapal.sender.office).name,
    recipient: names.office(tapal.office).name,
  }
}

export function presentJob(job: Job): JobResponse {
  const { id, act, way, letters, filter, perMinute, reason, by, at, state, done, passed, endedAt } = job
  return {
    id,
    act,
    way,
    letters: filter === null ? letters.length : null,
    filter: filter && presentFilter(filter),
    perMinute,
    reason,
    by,
    at: at.toISOString(),
    state,
    done,
    passed,
    endedAt: iso(endedAt),
  }
}

function presentFilter({ since, until, ...rest }: DeskFilter): NonNullable<JobResponse['filter']> {
  return {
    ...rest,
    ...(since ? { since: since.toISOString() } : {}),
    ...(until ? { until: until.toISOString() } : {}),
  }
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
