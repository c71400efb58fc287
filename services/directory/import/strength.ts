// Whether a file makes more seats against a sanctioned post than its order allows.

import type { ImportRepository } from '../../../database/directory/import/repository'
import type { SanctionedPostRow } from '../../../database/directory/sanctioned-post/schema'
import type { SeatRow } from '../../../database/directory/seat/schema'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Span } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import { pieces } from './lookups'

interface Claim extends Span {
  line: number
  seat: string
  office: string
}

export class Strength {
  /** Seats that rows make or change, by their posts. */
  private readonly claims = new Map<string, Claim[]>()
  /** Seats that rows set, so that what the directory says of them no longer counts. */
  private readonly set = new Map<string, number>()

  constructor(
    private readonly imports: Pick<ImportRepository, 'byIds' | 'all'>,
    private readonly at: Date,
  ) {}

  /** A row makes or changes a seat that is or was made against a post. */
  note(line: number, before: SeatRow | null, after: Seat): void {
    const same =
      before?.sanctionedPost === after.sanctionedPost &&
      before.activeFrom?.getTime() === after.activeFrom?.getTime() &&
      before.activeUntil?.getTime() === after.activeUntil?.getTime()
    if (same) return
    this.set.set(after.id, line)
    if (after.sanctionedPost === null) return
    const claims = this.claims.get(after.sanctionedPost) ?? []
    this.claims.set(after.sanctionedPost, claims)
    const { id: seat, office, activeFrom: from, activeUntil: until } = after
    claims.push({ line, seat, office, from, until })
  }

  /** Rows against posts that are not there, and the last ones of posts that would be exceeded. */
  async exceeded(out: ReadonlySet<number>): Promise<RowFault[]> {
    const faults: RowFault[] = []
    for (const ids of pieces([...this.claims.keys()])) {
      const posts = await this.imports.byIds<SanctionedPostRow>('sanctioned-post', ids)
      const held = await this.heldAgainst(ids, out)
      for (const id of ids) {
        const claims = this.claims.get(id)!.filter(({ line }) => !out.has(line))
        faults.push(...overOf(id, posts.get(id), held.get(id) ?? [], claims, this.at))
      }
    }
    return faults
  }

  private async heldAgainst(ids: readonly string[], out: ReadonlySet<number>): Promise<Map<string, Span[]>> {
    const held = new Map<string, Span[]>()
    for await (const rows of this.imports.all<SeatRow>('seat', { sanctionedPost: { $in: ids } }))
      for (const { _id, sanctionedPost, activeFrom, activeUntil } of rows) {
        const line = this.set.get(_id)
        if (line !== undefined && !out.has(line)) continue
        const spans = held.get(sanctionedPost!) ?? []
        held.set(sanctionedPost!, spans)
        spans.push({ from: activeFrom, until: activeUntil })
      }
    return held
  }
}

function overOf(
  id: string,
  post: SanctionedPostRow | undefined,
  held: readonly Span[],
  claims: readonly Claim[],
  at: Date,
): RowFault[] {
  const place = { column: 'sanctioned_post', value: id }
  const foreign = claims.filter(({ office }) => office !== post?.office)
  const faults = foreign.map(({ line }) => rowFault(line, 'import-post-unknown', place))
  if (!post) return faults
  const own = claims.filter(({ office }) => office === post.office)
  while (own.length > 0 && exceededFrom(post, [...held, ...own], at))
    faults.push(rowFault(own.pop()!.line, 'strength-exceeded', place))
  return faults
}
