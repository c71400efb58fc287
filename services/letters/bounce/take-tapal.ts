// The mail with a tapal came back: it has failed, and goes by the next way of its office where its address takes no mail.

import { isKcsError } from '../../../domain/common/error'
import { otherWay } from '../../../domain/directory/office/profile'
import { isOfAddress, statusOfCode } from '../../../domain/letters/bounce/report'
import { bouncedChange, bounceKey, isOlderMail } from '../../../domain/letters/tapal/bounce-change'
import { revivedWayChange } from '../../../domain/letters/tapal/next-way-change'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { ensureRun } from '../../operations/duty/ensure-run'
import { waysOfTapals } from '../delivery/ways'
import { dispatchDuties } from '../dispatch/case'
import { signalDelivered } from '../dispatch/tell'
import { signalParked } from '../endpoint/tell'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

/** A mail of a tapal that was given up, with its status where one was stated. */
interface BouncedMail {
  id: string
  sentAt: Date
  status: string | null
}

type TapalBounceEnd = 'taken' | 'repeated' | 'late' | 'unknown' | 'too-soon'

/**
 * One conditional write: a tapal that was taken, refused or recalled meanwhile stays as it is. What follows (the next way,
 * the dispatch that goes on, the word to the runs) is done again at a repeat, for whoever wrote it may have died there.
 */
export async function takeTapalBounce(deps: Deps, mail: BouncedMail, now: Date): Promise<TapalBounceEnd> {
  const { tapals } = deps.repositories
  const seen = await tapals.byId(mail.id)
  if (!seen) return 'unknown'
  if (isOlderMail(seen, mail.sentAt)) return wasTaken(seen, mail) ? 'repeated' : 'late'
  const change = bouncedChange({ ...mail, at: now })
  const changed = await tapals.apply(mail.id, change, { where: { state: 'delivered' } })
  const tapal = changed ?? (await tapals.byId(mail.id)) ?? seen
  if (!changed && !wasTaken(tapal, mail)) {
    const isUnderWay = (UNDELIVERED_STATES as readonly string[]).includes(tapal.state)
    // The mail system was quicker than the write that says that it took the mail.
    return isUnderWay ? 'too-soon' : 'late'
  }
  await goOn(deps, tapal, mail, now)
  return changed ? 'taken' : 'repeated'
}

function wasTaken({ events }: Tapal, { sentAt }: BouncedMail): boolean {
  return events.some(({ key }) => key === bounceKey(sentAt))
}

/** What follows from a bounce that is recorded, as far as nobody has acted on the tapal since. */
async function goOn(deps: Deps, tapal: Tapal, mail: BouncedMail, now: Date): Promise<void> {
  const last = tapal.events.at(-1)
  if (tapal.state !== 'failed' || last?.key !== bounceKey(mail.sentAt)) return
  const reopened = await deps.repositories.dispatches.reopen(tapal.dispatch, now)
  // As it was recorded: another report on the mail may say something else.
  const moved = isOfAddress(statusOfCode(last.code)) ? await moveOn(deps, tapal, now) : null
  // The sweep finds what is parked, and the comparison of rows and runs an open dispatch without its run.
  await unlessDown(async () => {
    if (reopened) await ensureRun({ ...deps, log: SILENT }, dispatchDuties, tapal.dispatch)
    await signalDelivered(deps, tapal.dispatch)
    if (moved !== null) await signalParked(deps, moved)
  })
}

const SILENT = { info: () => undefined, warn: () => undefined }

/** Parks it at the next way of its office and returns the endpoint of that; null where there is none, or it was acted on. */
async function moveOn({ repositories }: Deps, tapal: Tapal, now: Date): Promise<string | null> {
  const { id, endpoint, sequence } = tapal
  const [next] = await waysOfTapals(
    repositories,
    { tapals: [tapal], also: endpoint },
    now,
    (profile, standing, letter) => otherWay(profile, endpoint, standing, letter),
  )
  if (!next) return null
  const moving = { cause: 'next-way-bounced', actor: { kind: 'kcs' }, at: now } as const
  const where = { state: 'failed', sequence, hasSeat: true } as const
  const moved = await repositories.tapals.apply(id, revivedWayChange(next.way, moving), { where })
  return moved ? next.way.endpoint : null
}

async function unlessDown(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isKcsError(error) || error.code !== 'service-unavailable') throw error
  }
}
