// GET /v1/dispatches/:id/recipients/export: the ledger of a letter as CSV.

import type { Repositories } from '../../../../database'
import type { LedgerEntry } from '../../../../domain/letters/ledger/entry'
import { exportLedger, listLedgerErrors } from '../../../../services/letters/ledger/list'
import { csvResponse } from '../../../http/csv'
import { route } from '../../../http/route'
import { presentEntries } from './presenter'
import { questionOf } from './question'
import { dispatchIdSchema, ledgerExportQuery, type RecipientEntry, TAG } from './schema'

const COLUMNS: Readonly<Record<string, (entry: RecipientEntry) => string | null>> = {
  district: ({ district }) => district,
  department: ({ department }) => department,
  office: ({ recipient }) => recipient.office,
  name: ({ recipient }) => recipient.name,
  name_ml: ({ recipient }) => recipient.nameMl,
  seat: ({ recipient }) => recipient.seat,
  designation: ({ recipient }) => recipient.designation,
  purpose: ({ purpose }) => purpose,
  standing: ({ standing }) => standing,
  state: ({ state }) => state,
  mechanism: ({ mechanism }) => mechanism,
  attempts: ({ attempts }) => String(attempts),
  delivered_at: ({ deliveredAt }) => deliveredAt,
  acknowledged_at: ({ acknowledgedAt }) => acknowledgedAt,
  inward_number: ({ inwardNumber }) => inwardNumber,
  diary_number: ({ diary }) => diary?.number ?? null,
  diary_date: ({ diary }) => diary?.date ?? null,
  due_at: ({ dueAt }) => dueAt,
  level: ({ level }) => String(level),
  tapal: ({ id }) => id,
}

export const exportLedgerRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id/recipients/export',
  operationId: 'exportRecipients',
  summary: 'The recipients of a letter as CSV',
  description:
    'UTF-8 with a byte order mark, in the order of the list, whole. Cells that a spreadsheet would take for a formula begin ' +
    'with an apostrophe. Instants are in UTC.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  query: ledgerExportQuery,
  responses: { 200: { description: 'The list.', mediaType: 'text/csv' } },
  errors: [...listLedgerErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, params, query, now }) {
    const question = questionOf(query)
    const { dispatch, batches } = await exportLedger(deps, identity, { dispatch: params.id, question }, now)
    return csvResponse(
      `recipients-${dispatch.id}.csv`,
      Object.keys(COLUMNS),
      rowsOf(deps.repositories, batches, now),
    )
  },
})

async function* rowsOf(
  repositories: Repositories,
  batches: AsyncIterable<readonly LedgerEntry[]>,
  now: Date,
): AsyncGenerator<string[][]> {
  const columns = Object.values(COLUMNS)
  for await (const batch of batches) {
    const entries = await presentEntries(repositories, batch, now)
    yield entries.map((entry) => columns.map((cell) => cell(entry) ?? ''))
  }
}
