// Changes of handovers within a transaction, in which charges and handover change together or not at all.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { type Charge, holdsAt } from '../../../domain/directory/charge/charge'
import { chargeHeld, endCharge, join } from '../../../domain/directory/charge/charge-rules'
import type { Handover } from '../../../domain/directory/handover/handover'
import {
  beginCharge,
  type By,
  type ChargeRecord,
  takeEmployeeInService,
  takeEmployeeInServiceErrors,
  takeSeatForCharges,
  takeSeatForChargesErrors,
  writeEnd,
} from '../charge/ledger'

export type HandoverRecord = ChargeRecord & Pick<Repositories, 'handovers'>

export type NewGiving = Omit<
  Handover,
  'charge' | 'kind' | 'state' | 'takenAt' | 'from' | 'oneSided' | 'reason'
>
export type OneSidedGiving = Omit<
  Handover,
  'charge' | 'kind' | 'state' | 'takenAt' | 'from' | 'oneSided' | 'leftAtOnce'
>

export const giveInErrors = [
  'charge-not-held',
  'charge-backwards',
  ...takeSeatForChargesErrors,
  ...takeEmployeeInServiceErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The holder gives the seat. What was given before and not taken is withdrawn, unless it was the same: then that is
 * returned, `created` false. With `leftAtOnce` the holder's charge ends here. Throws KcsError `charge-not-held`,
 * `seat-unknown`, `employee-unknown`, `employee-suspended`.
 */
export async function giveIn(
  record: HandoverRecord,
  giving: NewGiving,
  by: By,
  session: Session,
): Promise<{ handover: Handover; created: boolean }> {
  const { seat, to, leftAtOnce } = giving
  await takeSeatForCharges(record, seat, session)
  await takeEmployeeInService(record, to, session)
  const charge = chargeHeld(await record.charges.allOfSeat(seat, session), giving.givenBy, by.at)
  const open = await record.handovers.openOf(seat, session)
  const same = open?.charge === charge.id && open.to === to
  if (open && same && !leftAtOnce) return { handover: open, created: false }

  await withdraw(record, open, by, session)
  const handover: Handover = {
    ...giving,
    from: charge.employee,
    charge: charge.id,
    kind: charge.kind,
    state: 'given',
    oneSided: false,
    reason: '',
    takenAt: null,
  }
  await record.handovers.insert(handover, session)
  await note(record, handover, 'given', by, session)
  if (leftAtOnce) await handOver(record, charge, by, session)
  return { handover, created: true }
}

/** Codes by which passing a seat on is refused. */
const PASSING = [
  'charge-overlaps',
  'charge-held-already',
  'charge-outside-seat',
  'charge-backwards',
  'charge-not-held',
  ...takeSeatForChargesErrors,
  ...takeEmployeeInServiceErrors,
] as const satisfies readonly ErrorCode[]

export const takeInErrors = [
  'not-found',
  'handover-not-open',
  ...PASSING,
] as const satisfies readonly ErrorCode[]

/**
 * The taker takes the seat: the giver's charge ends and the taker's begins at the same instant. A repeat returns the
 * same. Throws KcsError `not-found`, `handover-not-open`, and those of the rules of charges.
 */
export async function takeIn(
  record: HandoverRecord,
  id: string,
  by: By,
  session: Session,
): Promise<Handover> {
  const handover = await record.handovers.byId(id, session)
  if (!handover) throw new KcsError('not-found')
  if (handover.state === 'taken') return handover
  if (handover.state === 'withdrawn') throw new KcsError('handover-not-open')
  await pass(record, handover, (charge) => charge.id === handover.charge, by, session)
  const takenHandover: Handover = { ...handover, state: 'taken', takenAt: by.at }
  await record.handovers.setState(takenHandover, session)
  await note(record, takenHandover, 'taken', by, session)
  return takenHandover
}

export const giveOneSidedInErrors = PASSING satisfies readonly ErrorCode[]

/**
 * The head of the office gives the seat away without its holder, and without the word of who gets it: both charges
 * change at once. Throws KcsError as giving does, and `charge-held-already` for who holds it regularly already.
 */
export async function giveOneSidedIn(
  record: HandoverRecord,
  giving: OneSidedGiving,
  by: By,
  session: Session,
): Promise<Handover> {
  const isRegular = (charge: Charge) => charge.kind === 'regular'
  const next = { ...giving, kind: 'regular' as const }
  const before = await pass(record, next, isRegular, by, session)
  const endedCharge = before.find((charge) => isRegular(charge) && holdsAt(charge, by.at))
  if (endedCharge?.employee === giving.to) throw new KcsError('charge-held-already')

  await withdraw(record, await record.handovers.openOf(giving.seat, session), by, session)
  const handover: Handover = {
    ...next,
    from: endedCharge?.employee ?? null,
    charge: endedCharge?.id ?? null,
    state: 'taken',
    oneSided: true,
    leftAtOnce: true,
    takenAt: by.at,
  }
  await record.handovers.insert(handover, session)
  await note(record, handover, 'one-sided', by, session)
  return handover
}

/**
 * Ends the charges that leave, and any other of the taker at the seat, and begins the taker's at the same instant.
 * Returns the charges of the seat as they were.
 */
async function pass(
  record: HandoverRecord,
  { seat: seatId, to, kind, id }: Pick<Handover, 'seat' | 'to' | 'kind' | 'id'>,
  leaves: (charge: Charge) => boolean,
  by: By,
  session: Session,
): Promise<Charge[]> {
  const seat = await takeSeatForCharges(record, seatId, session)
  await takeEmployeeInService(record, to, session)
  const before = await record.charges.allOfSeat(seatId, session)
  const after: Charge[] = []
  for (const charge of before) {
    const ends = holdsAt(charge, by.at) && (leaves(charge) || charge.employee === to)
    after.push(ends ? await handOver(record, charge, by, session) : charge)
  }
  const facts = { id: `handover ${id}`, seat: seatId, employee: to, kind, from: by.at }
  await beginCharge(record, join(facts, seat, after), by, session)
  return before
}

async function handOver(record: HandoverRecord, charge: Charge, by: By, session: Session): Promise<Charge> {
  const endReason = 'handed-over'
  const after = { ...endCharge(charge, by.at, endReason), ended: endReason } as const
  await writeEnd(record, charge, after, by, session)
  return after
}

async function withdraw(
  record: HandoverRecord,
  open: Handover | null,
  by: By,
  session: Session,
): Promise<void> {
  if (!open) return
  await record.handovers.setState({ ...open, state: 'withdrawn' }, session)
  await note(record, open, 'withdrawn', by, session)
}

async function note(
  { audit }: HandoverRecord,
  { id, seat, from, to, charge, counts }: Handover,
  what: string,
  by: By,
  session: Session,
): Promise<void> {
  const after = { seat, from, to, charge, counts }
  await audit.note({ thing: 'handover', id, mark: what }, { after }, { what, ...by }, session)
}
