// The ledger of a letter, page by page, for who may see the letter.

import type { ErrorCode } from '../../../domain/common/error'
import type { Page, RisingPage } from '../../../database/common/page'
import type { LedgerEntry, LedgerFilter } from '../../../domain/letters/ledger/entry'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from '../dispatch/read'

type Deps = Pick<ServiceDeps, 'repositories'>

/** What is asked for: the office by its code, or by the beginnings of words of its name. */
export type LedgerQuestion = Omit<LedgerFilter, 'offices'> & { office?: string }

/** Offices that a name may mean; of more the best are looked at. */
const OFFICES_MEANT = 50
/** Entries that an export reads at once. */
const EXPORTED_AT_ONCE = 1_000

export const listLedgerErrors = readDispatchErrors satisfies readonly ErrorCode[]

/** A page by district and office code; `next` is the tapal behind which the next one begins. Throws KcsError `dispatch-unknown`. */
export async function listLedger(
  deps: Deps,
  caller: Caller,
  { dispatch: id, question, page }: { dispatch: string; question: LedgerQuestion; page: RisingPage },
  now: Date,
): Promise<Page<LedgerEntry>> {
  const [dispatch, filter] = await Promise.all([
    readDispatch(deps, caller, id),
    filterFor(deps, question, now),
  ])
  return deps.repositories.tapals.ledger(dispatch.id, filter, page)
}

/** The whole of it, some entries at a time, so that memory stays bounded. Throws KcsError `dispatch-unknown` before the first. */
export async function exportLedger(
  deps: Deps,
  caller: Caller,
  { dispatch: id, question }: { dispatch: string; question: LedgerQuestion },
  now: Date,
): Promise<{ dispatch: Dispatch; batches: AsyncGenerator<LedgerEntry[], void> }> {
  const dispatch = await readDispatch(deps, caller, id)
  const filter = await filterFor(deps, question, now)
  return { dispatch, batches: batches() }

  async function* batches(): AsyncGenerator<LedgerEntry[], void> {
    const page: RisingPage = { limit: EXPORTED_AT_ONCE }
    for (;;) {
      const { items, next } = await deps.repositories.tapals.ledger(dispatch.id, filter, page)
      yield items
      if (next === null) return
      page.above = next
    }
  }
}

async function filterFor(
  { repositories: { search } }: Deps,
  { office, ...filter }: LedgerQuestion,
  now: Date,
): Promise<LedgerFilter> {
  if (office === undefined) return filter
  const found = await search.search(office, { district: '', limit: OFFICES_MEANT, now })
  const codes = found.flatMap((one) => (one.type === 'office' ? one.id : []))
  // The code itself, too: an office may have a row here that is in the directory no more.
  return { ...filter, offices: [...new Set([office.trim(), ...codes])] }
}
