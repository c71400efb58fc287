// Giving and taking seats: each one transaction, in which charges and handover change together or not at all.

import type { ClientSession, Connection } from 'mongoose'
import { auditEntry } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { chargeLedger } from '../charge/ledger'
import type { Entered } from '../charge/operations'
import { KcsError } from '../../../domain/common/error'
import { type Charge, holdsAt } from '../../../domain/directory/charge/charge'
import { chargeHeld, endCharge, join } from '../../../domain/directory/charge/charge-rules'
import type { Handover } from '../../../domain/directory/handover/handover'
import { collectionOf, withId } from '../../common/collection'
import { type Page, pageOf, type PageRequest } from '../../common/page'
import { inTransaction } from '../../common/transaction'
import { openItemsOf } from './open-items'
import { handoverCollection } from './schema'

export type Giving = Omit<Handover, 'charge' | 'kind' | 'state' | 'takenAt' | 'from' | 'oneSided' | 'reason'>
export type OneSidedGiving = Omit<
  Handover,
  'charge' | 'kind' | 'state' | 'takenAt' | 'from' | 'oneSided' | 'leftAtOnce'
>

export function handoverRepository(connection: Connection) {
  const collection = collectionOf(connection, handoverCollection)
  const audit = auditWriter(connection)
  const ledger = chargeLedger(connection)

  const openOf = async (seat: string, session: ClientSession): Promise<Handover | null> => {
    const row = await collection.findOne({ seat, state: 'given' }, { session })
    return row ? withId(row) : null
  }
  const note = async (
    { id, seat, from, to, charge, counts }: Handover,
    what: string,
    { actor, at }: Entered,
    session: ClientSession,
  ) => {
    const after = { seat, from, to, charge, counts }
    const changed = { thing: 'handover', id, mark: what } as const
    await audit.enter([auditEntry(changed, { after }, { what, actor, at })], session)
  }
  const insert = async ({ id, ...rest }: Handover, session: ClientSession) => {
    await collection.insertOne({ _id: id, ...rest }, { session })
  }
  const withdraw = async (open: Handover | null, entered: Entered, session: ClientSession) => {
    if (!open) return
    await collection.updateOne({ _id: open.id }, { $set: { state: 'withdrawn' } }, { session })
    await note(open, 'withdrawn', entered, session)
  }
  const end = async (charge: Charge, entered: Entered, session: ClientSession) => {
    const ended = endCharge(charge, entered.at, 'handed-over')
    await ledger.end(charge, ended, { what: 'handed-over', ...entered }, session)
    return ended
  }
  const requireTaker = async (pen: string, session: ClientSession) => {
    const { suspendedFrom } = await ledger.takeEmployee(pen, session)
    if (suspendedFrom) throw new KcsError('employee-suspended')
  }

  /** Ends the charges given, and any other of the taker at the seat, and begins the taker's at the same instant. */
  const pass = async (
    seatId: string,
    { to, kind, id }: Pick<Handover, 'to' | 'kind' | 'id'>,
    leaving: (charge: Charge) => boolean,
    entered: Entered,
    session: ClientSession,
  ) => {
    const seat = await ledger.takeSeat(seatId, session)
    await requireTaker(to, session)
    const charges = await ledger.ofSeat(seatId, session)
    const now: Charge[] = []
    for (const charge of charges) {
      const ends = holdsAt(charge, entered.at) && (leaving(charge) || charge.employee === to)
      now.push(ends ? await end(charge, entered, session) : charge)
    }
    const facts = { id: `handover ${id}`, seat: seatId, employee: to, kind, from: entered.at }
    await ledger.begin(join(facts, seat, now), { what: 'joined', ...entered }, session)
    return charges
  }

  return {
    openItems: openItemsOf(connection),

    async byId(id: string): Promise<Handover | null> {
      const row = await collection.findOne({ _id: id })
      return row ? withId(row) : null
    },

    /** Handovers of a seat, or those given to or by an employee, newest first. */
    async list(of: { seat: string } | { employee: string }, page: PageRequest): Promise<Page<Handover>> {
      const filter = 'seat' in of ? of : { $or: [{ to: of.employee }, { from: of.employee }] }
      const { items, next } = await pageOf((...asked) => collection.find(...asked), filter, page)
      return { items: items.map(withId), next }
    },

    /**
     * The holder gives the seat; what was given before and not taken is withdrawn, unless it was the same: then that is
     * answered, `created` false. With `leftAtOnce` the holder's charge ends here. Throws KcsError `charge-not-held`,
     * `seat-unknown`, `employee-unknown`, `employee-suspended`.
     */
    give: (giving: Giving, entered: Entered): Promise<{ handover: Handover; created: boolean }> =>
      inTransaction(connection, async (session) => {
        await ledger.takeSeat(giving.seat, session)
        await requireTaker(giving.to, session)
        const held = chargeHeld(await ledger.ofSeat(giving.seat, session), giving.givenBy, entered.at)
        const open = await openOf(giving.seat, session)
        const same = open?.charge === held.id && open.to === giving.to
        if (open && same && !giving.leftAtOnce) return { handover: open, created: false }
        await withdraw(open, entered, session)
        const handover: Handover = {
          ...giving,
          from: held.employee,
          charge: held.id,
          kind: held.kind,
          state: 'given',
          oneSided: false,
          reason: '',
          takenAt: null,
        }
        await insert(handover, session)
        await note(handover, 'given', entered, session)
        if (giving.leftAtOnce) await end(held, entered, session)
        return { handover, created: true }
      }),

    /**
     * The taker takes the seat: the giver's charge ends and the taker's begins at the same instant. The same again is
     * answered as it is. Throws KcsError `not-found`, `handover-not-open`, and those of the rules of charges.
     */
    take: (id: string, entered: Entered): Promise<Handover> =>
      inTransaction(connection, async (session) => {
        const row = await collection.findOne({ _id: id }, { session })
        if (!row) throw new KcsError('not-found')
        const handover: Handover = withId(row)
        if (handover.state === 'taken') return handover
        if (handover.state === 'withdrawn') throw new KcsError('handover-not-open')
        await pass(handover.seat, handover, (charge) => charge.id === handover.charge, entered, session)
        const taken: Handover = { ...handover, state: 'taken', takenAt: entered.at }
        await collection.updateOne(
          { _id: id },
          { $set: { state: taken.state, takenAt: taken.takenAt } },
          { session },
        )
        await note(taken, 'taken', entered, session)
        return taken
      }),

    /**
     * The head of the office gives the seat away without its holder, and without the word of who gets it: both charges
     * change at once. Throws KcsError as giving does, and `charge-held-already` for who holds it regularly already.
     */
    giveOneSided: (giving: OneSidedGiving, entered: Entered): Promise<Handover> =>
      inTransaction(connection, async (session) => {
        const next = { ...giving, kind: 'regular' as const }
        const regular = (charge: Charge) => charge.kind === 'regular'
        const before = await pass(giving.seat, next, regular, entered, session)
        const held = before.find((charge) => regular(charge) && holdsAt(charge, entered.at))
        if (held?.employee === giving.to) throw new KcsError('charge-held-already')
        await withdraw(await openOf(giving.seat, session), entered, session)
        const handover: Handover = {
          ...next,
          from: held?.employee ?? null,
          charge: held?.id ?? null,
          state: 'taken',
          oneSided: true,
          leftAtOnce: true,
          takenAt: entered.at,
        }
        await insert(handover, session)
        await note(handover, 'one-sided', entered, session)
        return handover
      }),
  }
}

export type HandoverRepository = ReturnType<typeof handoverRepository>
