// Sends the notices of one outgoing channel: those of one address in one message, several messages at once.

import type { NoticeMessage } from '../../../database/letters/notice/repository'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import { NOTICE_CARDS, NOTICE_KINDS } from '../../../domain/letters/notice/notice'
import { undeliverableNotice } from '../../../domain/letters/notice/plan'
import { currentLink } from '../../../domain/letters/tapal/mail-link'
import type { Message, NoticeGroup, OutgoingChannel, SendResult } from '../../../notices/channel'
import type { ServiceDeps } from '../../deps'

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
  repositories: Pick<ServiceDeps['repositories'], 'notices' | 'tapals'>
  secrets: Pick<ServiceDeps['secrets'], 'mailLinkToken'>
  /** Where the portal is reached. */
  publicUrl: string
}

/**
 * Sends what is due; returns true while more waits. A message is taken by one process alone, keeps its id on every try,
 * and is given up after twelve, which operators are told.
 */
export async function sendNotices(deps: Deps, channel: OutgoingChannel, now: () => Date): Promise<boolean> {
  const underWay = new Set<Promise<void>>()
  let takenCount = 0
  while (takenCount < A_TURN) {
    if (underWay.size >= AT_ONCE) await Promise.race(underWay)
    const at = now()
    const message = await deps.repositories.notices.take(channel.name, {
      now: at,
      until: new Date(at.getTime() + CLAIM_MS),
      message: deps.newId(at),
      limit: LISTED,
    })
    if (!message) break
    takenCount += 1
    const sending = sendOne(deps, channel, message, now).finally(() => underWay.delete(sending))
    underWay.add(sending)
  }
  await Promise.all(underWay)
  return takenCount === A_TURN
}

async function sendOne(
  deps: Deps,
  channel: OutgoingChannel,
  message: NoticeMessage,
  now: () => Date,
): Promise<void> {
  const result = await channel.send(await wordsOf(deps, message))
  await noteResult(deps, message, result, now())
}

async function noteResult(
  { repositories: { notices }, random }: Deps,
  { id, address, attempt }: NoticeMessage,
  result: SendResult,
  now: Date,
): Promise<void> {
  if (result.kind === 'sent') return notices.markSent(id, now)
  if (result.kind === 'never' || attempt >= BACK_OFF.maxAttempts) {
    // Told first: after a kill in between both happen again.
    await notices.add([undeliverableNotice(id, { address, at: now })])
    return notices.giveUp(id, result.code)
  }
  await notices.retryAt(id, new Date(now.getTime() + waitAfter(attempt, BACK_OFF, random())))
}

/** The message with its links, the urgent kinds first. */
async function wordsOf(deps: Deps, { id, address, notices, counts }: NoticeMessage): Promise<Message> {
  const { publicUrl } = deps
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
  return { id, address, groups, overview: `${publicUrl}/notices` }
}

/** Leads to what the notice is about; the page of a tapal is open to the sender's seat as to the recipient's. */
async function linkTo(
  { publicUrl, repositories, secrets }: Deps,
  { kind, tapal, dispatch }: NoticeMessage['notices'][number],
): Promise<string> {
  if (kind === 'mail-link' && tapal) {
    // The newest one, also where this notice was written for one before it.
    const row = await repositories.tapals.byId(tapal)
    return `${publicUrl}/take/${secrets.mailLinkToken(tapal, row ? currentLink(row).number : 0)}`
  }
  if (tapal) return `${publicUrl}/tapals/${tapal}`
  return dispatch ? `${publicUrl}/dispatches/${dispatch}` : `${publicUrl}/notices`
}
