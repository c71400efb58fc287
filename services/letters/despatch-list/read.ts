// What an office prints and posts on a day, for its clerks.

import { dayInKerala } from '../../../domain/common/clock/ist'
import type { ErrorCode } from '../../../domain/common/error'
import type { Office } from '../../../domain/directory/office/office'
import type { LetterRecord } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Caller } from '../../access/right/identity'
import { requireOffice, requireOfficeErrors } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

export interface DespatchList {
  office: string
  /** YYYY-MM-DD */
  day: string
  /** In the order of entry; `addressee` is undefined where the office is not in the directory any more. */
  entries: { tapal: Tapal; letter: LetterRecord; addressee: Office | undefined }[]
}

export const readDespatchListErrors = requireOfficeErrors satisfies readonly ErrorCode[]

/** The list of a day, today in Kerala unless one is named. Throws KcsError `seat-not-held`, `office-not-served`. */
export async function readDespatchList(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { office, day: namedDay }: { office: string; day?: string | undefined },
  now: Date,
): Promise<DespatchList> {
  await requireOffice(repositories.seats, caller, office)
  const day = namedDay ?? dayInKerala(now)
  const postings = await repositories.despatchLists.list(office, day)
  const tapals = await repositories.tapals.byIds(postings.map(({ tapal }) => tapal))
  const [dispatches, offices] = await Promise.all([
    repositories.dispatches.byIds([...new Set(tapals.map(({ dispatch }) => dispatch))]),
    repositories.offices.byCodes([...new Set(tapals.map((tapal) => tapal.office))]),
  ])
  const tapalsById = new Map(tapals.map((tapal) => [tapal.id, tapal]))
  const lettersById = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]))
  const entries = postings.flatMap((posting) => {
    const tapal = tapalsById.get(posting.tapal)
    const letter = lettersById.get(tapal?.dispatch ?? '')
    // A tapal that is being listed at this moment is still routed; its row says otherwise soon.
    if (!tapal || !letter || tapal.state === 'routed') return []
    return [{ tapal, letter, addressee: offices.get(tapal.office) }]
  })
  return { office, day, entries }
}
