// Sends the notices of one outgoing channel: those of one address in one message, several messages at once.

import type { NoticeMessage } from '../../../database/letters/notice/repository'
import { type QuietHours, quietUntil } from '../../../domain/common/clock/quiet-hours'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import { channelCard, goesOut } from '../../../domain/letters/notice/channels'
import { NOTICE_CARDS, NOTICE_KINDS } from '../../../domain/letters/notice/notice'
import { channelRefusedNotice, undeliverableNotice } from '../../../domain/letters/notice/plan'
import { currentLink } from '../../../domain/letters/tapal/mail-link'
import type { Message, NoticeGroup, OutgoingChannel, SendResult } from '../../../notices/channel'
import type { ServiceDeps } from '../../deps'
import type { DutyLog } from './case'
import { newPause, type Pause, rest } from './pause'

/** How long notices are kept from other workers while they are sent; longer than a channel may take. */
const CLAIM_MS = 120_000
const BACK_OFF = { initialMs: 30_000, factor: 3, maxMs: 3_600_000, maxAttempts: 12 }
/** Messages under way at once, so that one slow address holds up no other. */
const AT_ONCE = 8
/** So many messages are one turn of the duty. */
const A_TURN = 100
/** A message says of how many notices what they are about; the rest is counted. */
const LISTED = 50

interface Deps extends Pick<ServiceDeps, 'random' | 'newId'> {
  repositories: Pick<ServiceDeps['repositories'], 'notices' | 'tapals' | 'seats'>
  secrets: Pick<ServiceDeps['secrets'], 'mailLinkToken'>
  /** Where the portal is reached. */
  publicUrl: string
  /** When channels that rest send only what must go out at once. */
  quietHours?: QuietHours | null
  log?: DutyLog
}

/**
 * Sends what is due; returns true while more waits. A message is taken by one process alone, keeps its id on every try,
 * and is given up after twelve, which operators are told. While the server of the channel takes nothing it rests, as
 * `pause` says; that is no try of a message. In the quiet hours of a channel that keeps them, what can wait is put off to
 * their end, where it is gathered.
 */
export async function sendNotices(
  deps: Deps,
  channel: OutgoingChannel,
  now: () => Date,
  pause: Pause = newPause(),
): Promise<boolean> {
  const { notices } = deps.repositories
  const quietEnd = (at: Date) =>
    channelCard(channel.name).rests ? quietUntil(at, deps.quietHours ?? null) : null
  const rests = (at: Date) => pause.until !== null && at < pause.until
  const start = now()
  const until = quietEnd(start)
  if (until !== null) await notices.hold(channel.name, { now: start, until })
  const underWay = new Set<Promise<void>>()
  let takenCount = 0
  while (takenCount < A_TURN) {
    if (underWay.size >= AT_ONCE) await Promise.race(underWay)
    const at = now()
    if (rests(at)) break
    const message = await notices.take(channel.name, {
      now: at,
      until: new Date(at.getTime() + CLAIM_MS),
      message: deps.newId(at),
      limit: LISTED,
      atOnce: quietEnd(at) !== null,
    })
    if (!message) break
    takenCount += 1
    const sending = sendOne(deps, channel, message, { now, pause }).finally(() => underWay.delete(sending))
    underWay.add(sending)
  }
  await Promise.all(underWay)
  return takenCount === A_TURN
}

async function sendOne(
  deps: Deps,
  channel: OutgoingChannel,
  message: NoticeMessage,
  { now, pause }: { now: () => Date; pause: Pause },
): Promise<void> {
  const isLeft = message.inDoubt && !channelCard(channel.name).repeats
  const result: SendResult = isLeft
    ? { kind: 'unknown', code: 'in-doubt' }
    : await channel.send(await wordsOf(deps, channel, message))
  await noteResult(deps, channel, message, result, { now: now(), pause })
}

async function noteResult(
  { repositories: { notices }, random, log }: Deps,
  { name }: OutgoingChannel,
  { id, address, attempt }: NoticeMessage,
  result: SendResult,
  { now, pause }: { now: Date; pause: Pause },
): Promise<void> {
  if (result.kind === 'sent') {
    pause.tries = 0
    return notices.markSent(id, now, result.reference)
  }
  if (result.kind === 'busy' || result.kind === 'refused') {
    const afterMs = result.kind === 'busy' ? result.afterMs : undefined
    log?.warn({ channel: name, code: result.code }, `the server of a channel ${SAID[result.kind]}`)
    if (result.kind === 'refused' && goesOut(name)) await notices.add([channelRefusedNotice(name, now)])
    return notices.postpone(id, rest(pause, { now, afterMs, random: random() }))
  }
  // Whoever may have the message does not get it twice; it stands in the portal, and goes out by mail.
  if (result.kind === 'unknown' && !channelCard(name).repeats) return notices.giveUp(id, result.code)
  if (result.kind === 'never' || attempt >= BACK_OFF.maxAttempts) {
    // Told first: after a kill in between both happen again.
    await notices.add([undeliverableNotice(id, { address, at: now })])
    return notices.giveUp(id, result.code)
  }
  await notices.retryAt(id, new Date(now.getTime() + waitAfter(attempt, BACK_OFF, random())))
}

const SAID = { busy: 'takes nothing at the moment', refused: 'refuses us' } as const

/** The message with its links, the urgent kinds first. */
async function wordsOf(
  deps: Deps,
  { name }: Pick<OutgoingChannel, 'name'>,
  { id, address, notices, counts }: NoticeMessage,
): Promise<Message> {
  const kinds = NOTICE_KINDS.filter((kind) => counts.has(kind)).sort(
    (one, other) => Number(NOTICE_CARDS[other].urgent) - Number(NOTICE_CARDS[one].urgent),
  )
  const groups = await Promise.all(
    kinds.map(async (kind): Promise<NoticeGroup> => {
      const ofKind = notices.filter((notice) => notice.kind === kind)
      const links = await Promise.all(ofKind.map((notice) => linkTo(deps, notice)))
      return { kind, count: counts.get(kind) ?? 0, links: [...new Set(links)] }
    }),
  )
  const offices = channelCard(name).namesOffices ? await officesOf(deps, notices) : []
  return { id, address, groups, offices, overview: `${deps.publicUrl}/notices` }
}

/** Codes of the offices whose seats these notices tell. */
async function officesOf({ repositories }: Deps, notices: NoticeMessage['notices']): Promise<string[]> {
  const seatsById = await repositories.seats.byIds([...new Set(notices.flatMap(({ seat }) => seat ?? []))])
  return [...new Set([...seatsById.values()].map(({ office }) => office))]
}

/** Leads to what the notice is about; the page of a tapal is open to the sender's seat as to the recipient's. */
async function linkTo(
  { publicUrl, repositories, secrets }: Deps,
  { kind, tapal, dispatch, seat }: NoticeMessage['notices'][number],
): Promise<string> {
  // An office that takes its letters by mail has no other door.
  const takesByMail = kind === 'mail-link' || (kind === 'reminder' && seat === null)
  if (takesByMail && tapal) {
    // The newest one, also where this notice was written for one before it.
    const row = await repositories.tapals.byId(tapal)
    return `${publicUrl}/take/${secrets.mailLinkToken(tapal, row ? currentLink(row).number : 0)}`
  }
  if (tapal) return `${publicUrl}/tapals/${tapal}`
  return dispatch ? `${publicUrl}/dispatches/${dispatch}` : `${publicUrl}/notices`
}
