// An agent asks for a specimen letter: it is handed over as any other, asked for, and taken back, and enters no register.

import type { Connector, Endpoint, Parcel, StatusAnswer, WithdrawAnswer } from '../../../connectors/connector'
import type { DocumentStore } from '../../../documents/store'
import { type SpecimenFacts, specimenParcel } from '../../../domain/letters/delivery/specimen'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { isAgentSystem } from '../../../domain/letters/systems'
import { requireAgentCaller } from '../../access/right/agent'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { officeCard, seatCard } from '../delivery/parcels'
import { openedEndpoint } from './opened'
import { requireOwnEndpoint, requireOwnEndpointErrors, requireUnheld, requireUnheldErrors } from './own'

/** The specimen letter: what it says of itself, and its document as a stream of PDF. */
export interface SpecimenLetter {
  facts: SpecimenFacts
  document(): Promise<Parameters<DocumentStore['put']>[0]>
}

export interface SpecimenDeps
  extends Pick<ServiceDeps, 'repositories' | 'connectors' | 'secrets' | 'store' | 'newId'> {
  specimen: SpecimenLetter
}

/** A call of KCS to the system, and what came of it. */
export interface SpecimenStep {
  call: 'hand-over' | 'status' | 'withdrawal'
  kind: (StatusAnswer | WithdrawAnswer)['kind']
  code: string | null
  /** What could not be read of the answer, and the beginning of it, without secrets. */
  detail: string | null
  answer: string | null
  reference: string | null
}

export const handSpecimenErrors = [
  'endpoint-not-called',
  'office-not-served',
  ...requireUnheldErrors,
  ...requireOwnEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Hands a new specimen over, to an office of the key or to its first one; then asks what became of it and takes it back, as far
 * as the system can be asked for that. Its delivery key names no tapal: what the system reports of it is refused as
 * `tapal-unknown`. Its document is one that the office has brought. Whatever the system does is in the steps. Throws KcsError
 * `not-an-agent`, `endpoint-unknown`, `endpoint-held`, `endpoint-gone`, `office-not-served`, and `endpoint-not-called` for an
 * agent that comes for its letters.
 */
export async function handSpecimen(
  deps: SpecimenDeps,
  caller: Caller,
  { endpoint: id, office: asked }: { endpoint: string; office?: string | undefined },
  now: Date,
): Promise<{ deliveryKey: string; office: string; steps: SpecimenStep[] }> {
  const record = await requireOwnEndpoint(deps, caller, id)
  if (!isAgentSystem(record.mechanism)) throw new KcsError('endpoint-not-called')
  requireUnheld(record)
  const { offices } = requireAgentCaller(caller).agent
  const office = offices.find((code) => code === (asked ?? code))
  if (office === undefined) throw new KcsError('office-not-served')
  const parcel = await parcelFor(deps, office, now)
  const endpoint = openedEndpoint(deps.secrets, record)
  const steps = await stepsWith(deps.connectors[record.mechanism], endpoint, parcel)
  return { deliveryKey: parcel.deliveryKey, office, steps }
}

/** The document is kept as one of the office, so that its agent can fetch it, and its connector can send it. */
async function parcelFor(
  { repositories, store, specimen, newId }: SpecimenDeps,
  office: string,
  now: Date,
): Promise<Parcel> {
  const stored = await store.put(await specimen.document(), { mediaType: 'application/pdf' })
  await repositories.documents.add({ ...stored, office, at: now })
  const offices = await repositories.offices.byCodes([office])
  const seat = offices.get(office)?.inwardSeat ?? `${office}/SPECIMEN`
  const recipient = {
    office: officeCard(office, offices),
    seat: seatCard(seat, await repositories.seats.byIds([seat])),
  }
  const { sha256, size, mediaType } = stored
  const document = { sha256, size, mediaType, name: 'specimen.pdf' }
  return specimenParcel(specimen.facts, { id: newId(now), recipient, document, at: now })
}

/** What was not handed over is neither asked for nor taken back. */
async function stepsWith(connector: Connector, endpoint: Endpoint, parcel: Parcel): Promise<SpecimenStep[]> {
  const [report] = await connector.deliver(endpoint, [parcel])
  if (!report) return []
  const handedOver = stepOf('hand-over', report.outcome)
  if (!['delivered', 'duplicate', 'handed-over'].includes(handedOver.kind)) return [handedOver]
  const held = { ...parcel, reference: handedOver.reference }
  const status = await connector.status?.(endpoint, held)
  const withdrawal = await connector.withdraw?.(endpoint, held)
  return [
    handedOver,
    ...(status ? [stepOf('status', status)] : []),
    ...(withdrawal ? [stepOf('withdrawal', withdrawal)] : []),
  ]
}

function stepOf(call: SpecimenStep['call'], came: StatusAnswer | WithdrawAnswer): SpecimenStep {
  return {
    ...{ call, kind: came.kind },
    code: 'code' in came ? came.code : null,
    detail: 'detail' in came ? (came.detail ?? null) : null,
    answer: 'answer' in came ? (came.answer ?? null) : null,
    reference: 'reference' in came ? (came.reference ?? null) : null,
  }
}
