// Groups of recipients with their dated definitions.

import { declare, part } from '../../common/collection'
import { type Group, GROUP_REACHES, type GroupDefinition } from '../../../domain/directory/group/group'

export interface GroupRow extends Omit<Group, 'id'> {
  _id: string
}

/** Rules nest, and a validator cannot say so: of a rule it only says that it is an object. */
const definition = part<GroupDefinition>({
  from: { type: Date, required: true },
  reach: { type: String, enum: GROUP_REACHES, required: true },
  rule: { type: Object, required: true },
})

export const groupCollection = declare<GroupRow>(
  'groups',
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    office: { type: String, required: true },
    definitions: { type: [definition], required: true },
    until: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  [[{ office: 1, _id: 1 }]],
)
