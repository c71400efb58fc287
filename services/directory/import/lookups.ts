// What several importers ask of the directory, a thousand at a time.

import type { ImportTools } from './importer'

const BATCH = 1_000

/** The list in pieces that one look-up takes. */
export function* pieces<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += BATCH) yield list.slice(from, from + BATCH)
}

/** Which of the offices are there, and whether the caller administers each. */
export async function officesAmong(
  { repositories, within }: Pick<ImportTools, 'repositories' | 'within'>,
  codes: readonly string[],
): Promise<Map<string, boolean>> {
  const found = await repositories.offices.byCodes([...new Set(codes)])
  return new Map(
    [...found].map(([code, { path }]) => [
      code,
      within === null || [code, ...path].some((one) => within.has(one)),
    ]),
  )
}

/** Rows that may name each other: which there are, and what is named that is not there yet. */
export class Listed {
  /** Lines by id, of rows that can be read. */
  readonly lines = new Map<string, number>()
  /** Ids of rows that cannot be read otherwise. */
  readonly broken = new Set<string>()
  private readonly wanted: { line: number; column: string; id: string }[] = []

  /** A row names one that the directory does not have. */
  want(line: number, column: string, id: string): void {
    this.wanted.push({ line, column, id })
  }

  /**
   * What is named and does not come: `unknown` where no row has it, `bad` where its row is left out. It goes on with
   * what is left out by that.
   */
  missing(out: Set<number>, skipBad: boolean): { line: number; column: string; id: string; bad: boolean }[] {
    const found: { line: number; column: string; id: string; bad: boolean }[] = []
    for (let before = -1; found.length !== before; ) {
      before = found.length
      for (const one of this.wanted) {
        if (skipBad && out.has(one.line)) continue
        const line = this.lines.get(one.id)
        const known = line !== undefined || this.broken.has(one.id)
        const comes = line !== undefined ? !skipBad || !out.has(line) : known && !skipBad
        if (comes) continue
        found.push({ ...one, bad: known })
        out.add(one.line)
      }
      if (!skipBad) return found
    }
    return found
  }
}
