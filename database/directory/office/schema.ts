// Offices with their delivery profiles, dated.

import { capabilitiesPart } from '../../common/capabilities'
import { declare, part } from '../../common/collection'
import { eachDetail } from '../../../domain/directory/office/details'
import type { EarlierFacts, Intermediary, Office, Succession } from '../../../domain/directory/office/office'
import type { DeliveryProfile, Way } from '../../../domain/directory/office/profile'
import { TAKING_RULES } from '../../../domain/letters/systems'

export interface OfficeRow extends Omit<Office, 'code'> {
  _id: string
}

const facts = {
  kind: { type: String, default: '' },
  department: { type: String, default: '' },
  district: { type: String, default: '' },
  path: [String],
  calendar: { type: String, default: 'state' },
  inwardSeat: { type: String, default: null },
}

const earlierFacts = part<EarlierFacts>({
  ...facts,
  fitToReceive: Boolean,
  from: { type: Date, default: null },
  until: { type: Date, required: true },
})

const succession = part<Succession>({
  kind: { type: String, enum: ['merged', 'split'], required: true },
  into: [String],
  at: { type: Date, required: true },
})

const intermediary = part<Intermediary>({
  office: { type: String, required: true },
  from: { type: Date, required: true },
  until: { type: Date, default: null },
})

const way = part<Way>({
  system: { type: String, required: true },
  endpoint: { type: String, default: null },
})

const profile = part<DeliveryProfile>({
  from: { type: Date, required: true },
  ways: { type: [way], required: true },
  taking: { type: String, enum: [...TAKING_RULES, null], default: null },
  accepts: { type: capabilitiesPart, required: true },
  fallback: { type: String, required: true },
  nextWayAfterSeconds: Number,
})

export const officeCollection = declare<OfficeRow>(
  'offices',
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    ...facts,
    parent: { type: String, default: null },
    factsFrom: { type: Date, default: null },
    earlier: { type: [earlierFacts], required: true },
    ...eachDetail(() => ({ type: String, default: '' })),
    activeFrom: { type: Date, default: null },
    activeUntil: { type: Date, default: null },
    fitToReceive: { type: Boolean, required: true },
    succession: { type: succession, default: null },
    intermediaries: { type: [intermediary], required: true },
    profiles: { type: [profile], required: true },
    version: { type: Number, required: true },
  },
  [
    [{ parent: 1, _id: 1 }],
    [{ path: 1, kind: 1, _id: 1 }],
    [{ kind: 1, district: 1, _id: 1 }],
    [{ department: 1, kind: 1, _id: 1 }],
    [{ district: 1, _id: 1 }],
    [{ name: 1 }],
  ],
)

/** The office of a stored row. */
export function asOffice(row: OfficeRow): Office {
  const { _id, ...rest } = officeCollection.withDefaults(row)
  return { code: _id, ...rest }
}
