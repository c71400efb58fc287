// From claimed tapals to what a connector carries: the letter and its addressee.

import type { OfficeCard, Parcel, SeatCard } from '../../../connectors/connector'
import type { LetterRecord } from '../../../domain/letters/dispatch/record'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { withOwnNames } from '../../../domain/letters/document/own-names'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { DeliveryDeps } from './deps'

/** A drain goes through letters without end: only so many are kept. */
const LETTERS_KEPT = 100

/** Builds parcels; letters of dispatches seen lately are not read again. */
export function parcelBuilder({ repositories }: Pick<DeliveryDeps, 'repositories'>) {
  const dispatchesById = new Map<string, LetterRecord>()

  return async function build(tapals: readonly Tapal[]): Promise<Map<string, Parcel>> {
    const missingDispatches = [...new Set(tapals.map((tapal) => tapal.dispatch))].filter(
      (id) => !dispatchesById.has(id),
    )
    const officeCodes = tapals.flatMap((tapal) => [tapal.office, tapal.sender.office])
    const seatIds = tapals.flatMap((tapal) => [tapal.seat, tapal.sender.seat])
    const [dispatches, offices, seats] = await Promise.all([
      missingDispatches.length === 0 ? [] : repositories.dispatches.byIds(missingDispatches),
      repositories.offices.byCodes([...new Set(officeCodes)]),
      repositories.seats.byIds([...new Set(seatIds)]),
    ])
    for (const dispatch of dispatches) dispatchesById.set(dispatch.id, dispatch)
    const parcels = new Map<string, Parcel>()
    for (const tapal of tapals) {
      const dispatch = dispatchesById.get(tapal.dispatch)
      if (dispatch) parcels.set(tapal.id, parcelOf(tapal, dispatch, offices, seats))
    }
    for (const id of [...dispatchesById.keys()].slice(0, -LETTERS_KEPT)) dispatchesById.delete(id)
    return parcels
  }
}

function parcelOf(
  tapal: Tapal,
  dispatch: LetterRecord,
  offices: ReadonlyMap<string, Office>,
  seats: ReadonlyMap<string, Seat>,
): Parcel {
  return {
    tapalId: tapal.id,
    deliveryKey: deliveryKey(tapal.id),
    attempt: tapal.attempts,
    reference: tapal.reference,
    recipient: { office: officeCard(tapal.office, offices), seat: seatCard(tapal.seat, seats) },
    purpose: tapal.purpose,
    acknowledgeWithinSeconds: tapal.times.acknowledgeWithinSeconds,
    letter: {
      dispatchId: dispatch.id,
      despatchNumber: dispatch.number ?? '',
      kind: dispatch.kind,
      subject: dispatch.subject,
      letterNumber: dispatch.letterNumber,
      letterDate: dispatch.letterDate,
      fileNumber: dispatch.fileNumber,
      urgency: dispatch.urgency,
      language: dispatch.language,
      sender: {
        office: officeCard(tapal.sender.office, offices),
        seat: seatCard(tapal.sender.seat, seats),
      },
      // Letters of before may have two of one name.
      documents: withOwnNames(dispatch.documents),
      acceptedAt: dispatch.acceptedAt,
    },
    ...(tapal.test ? { test: tapal.test } : {}),
  }
}

/** An office as filing systems are told of it. */
export function officeCard(code: string, offices: ReadonlyMap<string, Office>): OfficeCard {
  const office = offices.get(code)
  const { name, nameMl, address, email } = office ?? { name: code, nameMl: '', address: '', email: '' }
  return { code, name, nameMl, address, email }
}

/** A seat as filing systems are told of it. */
export function seatCard(id: string, seats: ReadonlyMap<string, Seat>): SeatCard {
  const seat = seats.get(id)
  return { id, designation: seat?.designation ?? id, section: seat?.section ?? '' }
}
