// The people at the desks: clerks who take what lies in their inboxes, and an administrator who moves clerks about.

import { setTimeout as sleep } from 'node:timers/promises'
import { dayInKerala } from '../../domain/common/clock/ist'
import type { Caller } from './caller'
import { CLERKS, clerkOf, DESK_OFFICES, SENDER, tapalSeat } from './directory'
import type { Ledger } from './ledger'
import type { Numbers } from './numbers'

type Clerk = (typeof CLERKS)[number]

/** Who holds which seat, as far as the administrator was told. */
export type Holders = Map<string, Clerk>

export function firstHolders(): Holders {
  return new Map(DESK_OFFICES.map((code, at) => [tapalSeat(code), clerkOf(at)]))
}

interface Inbox {
  items: { id: string; state: string; purpose: string; inwardNumber: string | null }[]
}

/** Between two looks of one clerk: the looks alone must not take the machine from what they wait for. */
const LOOK_EVERY_MS = 1_000
const PAGE = 50

/** Goes through the seats of the clerk again and again and takes what is there; some letters are taken twice. */
export async function takeLetters(
  clerk: Clerk,
  caller: Caller,
  {
    holders,
    ledger,
    numbers,
    over,
  }: { holders: Holders; ledger: Ledger; numbers: Numbers; over: AbortSignal },
): Promise<void> {
  while (!over.aborted) {
    for (const [seat, holder] of holders) {
      if (holder !== clerk) continue
      await sleep(LOOK_EVERY_MS)
      if (over.aborted) break
      const query = new URLSearchParams({ seat, view: 'unread', limit: String(PAGE) })
      const { status, body } = await caller.call('GET', `/v1/tapals?${query}`)
      // The seat was handed over a moment ago.
      if (status !== 200) continue
      for (const { id, state, purpose } of (body as unknown as Inbox).items)
        if (state === 'delivered' && purpose === 'action') await take(id, seat)
    }
    // All seats may be another's.
    await sleep(LOOK_EVERY_MS)
  }

  async function take(id: string, seat: string): Promise<void> {
    for (let times = numbers.chance(0.1) ? 2 : 1; times > 0; times -= 1) {
      const { status, body } = await caller.call('POST', `/v1/tapals/${id}/acknowledgement`, { seat })
      if (status !== 200) return
      const { diary, inwardNumber } = body as {
        diary: { number: string } | null
        inwardNumber: string | null
      }
      await ledger.confirmed({ tapal: id, diary: diary?.number ?? inwardNumber })
    }
  }
}

interface DespatchList {
  entries: { tapalId: string; postalNumber: string | null }[]
}

/** Posts what is printed: enters a postal number for each letter on the list of the day. */
export async function postLetters(caller: Caller, over: AbortSignal): Promise<void> {
  for (let number = 1; !over.aborted; await sleep(1_000)) {
    const day = dayInKerala(new Date())
    const { status, body } = await caller.call('GET', `/v1/despatch-lists?office=${SENDER}&day=${day}`)
    if (status !== 200) throw new Error(`the list was refused: ${JSON.stringify(body)}`)
    for (const { tapalId, postalNumber } of (body as unknown as DespatchList).entries)
      if (postalNumber === null)
        await caller.call('POST', '/v1/despatch-lists/postal-numbers', {
          tapalId,
          postalNumber: `RK${String((number += 1)).padStart(9, '0')}IN`,
        })
  }
}

/** Moves the seat of an office from one clerk to another now and then. */
export async function moveClerks(
  admin: Caller,
  {
    holders,
    numbers,
    over,
    everyMs,
  }: { holders: Holders; numbers: Numbers; over: AbortSignal; everyMs: number },
): Promise<number> {
  let moves = 0
  while (!over.aborted) {
    await sleep(everyMs)
    const seat = tapalSeat(numbers.one(DESK_OFFICES))
    const from = holders.get(seat)!
    const to = numbers.one(CLERKS.filter((clerk) => clerk !== from))
    const relieved = await admin.call('POST', `/v1/employees/${from}/relieve`, { seat })
    if (relieved.status !== 200) throw new Error(`relieving was refused: ${JSON.stringify(relieved.body)}`)
    const joined = await admin.call('POST', `/v1/employees/${to}/join`, { seat })
    if (joined.status > 201) throw new Error(`joining was refused: ${JSON.stringify(joined.body)}`)
    holders.set(seat, to)
    moves += 1
  }
  return moves
}
