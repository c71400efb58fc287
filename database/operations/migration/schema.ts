// Which changes of data were made, and when.

import { declare } from '../../common/collection'

interface MigrationRow {
  /** The name of the step. */
  _id: string
  at: Date
}

export const migrationCollection = declare<MigrationRow>('migrations', {
  _id: String,
  at: { type: Date, required: true },
})
