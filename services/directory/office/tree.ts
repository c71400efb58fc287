// Offices as a change of them finds them, within its transaction.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { pathBelow } from '../../../domain/directory/office/facts'
import { activeAt, type Office } from '../../../domain/directory/office/office'

export type OfficeRecord = Pick<Repositories, 'offices'>

/** An office to change, on the version the change was made for; null where the change fits any version. */
export interface OnOffice {
  code: string
  version: number | null
  note: ChangeNote
}

export const placeBelowErrors = ['parent-unknown'] as const satisfies readonly ErrorCode[]

/** The place below an office that is there now, or at the top. Throws KcsError `parent-unknown`. */
export async function placeBelow(
  { offices }: OfficeRecord,
  parent: string | null,
  at: Date,
  session: Session,
): Promise<Pick<Office, 'parent' | 'path'>> {
  if (parent === null) return { parent, path: [] }
  const above = (await offices.read([parent], session)).get(parent)
  if (!above || !activeAt(above, at)) throw new KcsError('parent-unknown', { detail: parent })
  return { parent, path: pathBelow(above) }
}

/** The offices and all that succeeded them, by code. */
export async function withSuccessors(
  { offices }: OfficeRecord,
  codes: readonly string[],
  session: Session,
): Promise<Map<string, Office>> {
  const officesByCode = await offices.read(codes, session)
  for (let last = [...officesByCode.values()]; last.length > 0; ) {
    const next = last
      .flatMap(({ succession }) => succession?.into ?? [])
      .filter((code) => !officesByCode.has(code))
    const successors = next.length === 0 ? new Map<string, Office>() : await offices.read(next, session)
    for (const [code, office] of successors) officesByCode.set(code, office)
    last = [...successors.values()]
  }
  return officesByCode
}
