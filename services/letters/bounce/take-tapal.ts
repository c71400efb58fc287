// The mail with a tapal came back: it has failed, and goes by the next way of its office where its address takes no mail.

import { bounceCode } from '../../../domain/letters/bounce/report'
import { bouncedChange, bounceKey, isOlderMail } from '../../../domain/letters/tapal/bounce-change'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { unlessAway } from '../../operations/duty/away'
import { ensureRun } from '../../operations/duty/ensure-run'
import { dispatchDuties } from '../dispatch/case'
import { signalDelivered } from '../dispatch/tell'
import { signalParked } from '../endpoint/tell'
import { nextWaysOfBounced } from './next-ways'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

/** A mail of a tapal that was given up, with its status where one was stated. */
interface BouncedMail {
  id: string
  sentAt: Date
  status: string | null
}

type TapalBounceEnd = 'taken' | 'repeated' | 'late' | 'unknown' | 'too-soon'

/**
 * One conditional write: a tapal that was taken, refused or recalled meanwhile stays as it is. What follows (the dispatch
 * that goes on, the word to the runs) is done again at a repeat, for whoever wrote it may have died there.
 */
export async function takeTapalBounce(deps: Deps, mail: BouncedMail, now: Date): Promise<TapalBounceEnd> {
  const { tapals } = deps.repositories
  const seen = await tapals.byId(mail.id)
  if (!seen) return 'unknown'
  if (!wasTaken(seen, mail) && isOlderMail(seen, mail.sentAt)) return 'late'
  const changed = seen.state === 'delivered' ? await bounce(deps, seen, mail, now) : null
  const tapal = changed ?? (await tapals.byId(mail.id)) ?? seen
  if (!changed && !wasTaken(tapal, mail)) {
    const isUnderWay = (UNDELIVERED_STATES as readonly string[]).includes(tapal.state)
    // The mail system was quicker than the write that says that it took the mail.
    return isUnderWay ? 'too-soon' : 'late'
  }
  await goOn(deps, tapal, mail, now)
  return changed ? 'taken' : 'repeated'
}

/** Writes it, with the next way of its office where its address is at fault; null where somebody was quicker. */
async function bounce({ repositories }: Deps, tapal: Tapal, { sentAt, status }: BouncedMail, at: Date) {
  const code = bounceCode(status)
  const next = (await nextWaysOfBounced(repositories, [{ tapal, code }], at)).get(tapal.id) ?? null
  const change = bouncedChange({ at, code, key: bounceKey(sentAt), next })
  return repositories.tapals.apply(tapal.id, change, { where: { state: 'delivered' } })
}

function wasTaken({ events }: Tapal, { sentAt }: BouncedMail): boolean {
  return events.some(({ key }) => key === bounceKey(sentAt))
}

/** What follows from a bounce that is recorded, as far as nobody has acted on the tapal since. */
async function goOn(deps: Deps, tapal: Tapal, mail: BouncedMail, now: Date): Promise<void> {
  const first = tapal.events.findIndex(({ key }) => key === bounceKey(mail.sentAt))
  if (tapal.events.slice(first + 1).some(({ cause }) => cause !== 'next-way-bounced')) return
  const reopened = await deps.repositories.dispatches.reopen(tapal.dispatch, now)
  // The sweep finds what is parked, and the comparison of rows and runs an open dispatch without its run.
  await unlessAway(async () => {
    if (reopened) await ensureRun({ ...deps, log: SILENT }, dispatchDuties, tapal.dispatch)
    await signalDelivered(deps, tapal.dispatch)
    if (tapal.parked) await signalParked(deps, tapal.endpoint)
  })
}

const SILENT = { info: () => undefined, warn: () => undefined }
