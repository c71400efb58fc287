// Service levels, each with what it said before.

import type {
  LevelText,
  LevelTerms,
  LevelWhen,
  ServiceLevel,
} from '../../../domain/letters/service-level/level'
import { declare, part } from '../../common/collection'
import { termPart } from '../../common/times'

export interface ServiceLevelRow extends Omit<ServiceLevel, 'id'> {
  _id: string
}

const when = part<LevelWhen>({
  subjectCodes: [String],
  officeKinds: [String],
  priorities: [String],
  classifications: [String],
  kinds: [String],
})

const terms = part<LevelTerms>({
  acknowledge: { type: termPart, required: true },
  ...{ open: termPart, act: termPart, reply: termPart, transfer: termPart, dispose: termPart },
})

const levelText = {
  from: { type: Date, required: true },
  until: { type: Date, default: null },
  when: { type: when, required: true },
  terms: { type: terms, required: true },
  escalateEverySeconds: { type: Number, required: true },
  source: { type: String, default: '' },
  version: { type: Number, required: true },
}

export const serviceLevelCollection = declare<ServiceLevelRow>(
  'service_levels',
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    ...levelText,
    earlier: { type: [part<LevelText>(levelText)], required: true },
  },
  [[{ until: 1 }]],
)
