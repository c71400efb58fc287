// Lines of reporting as they will be: the file's on top of the directory's.

import type { Repositories } from '../../../database'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { pieces } from './lookups'

/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export class SeatLines {
  private readonly above = new Map<string, string>()
  private readonly lineOf = new Map<string, number>()

  constructor(private readonly seats: Pick<Repositories['seats'], 'linesAbove'>) {}

  /** The row of that line sets the seat above. */
  lay(seat: string, above: string, line: number): void {
    this.above.set(seat, above)
    this.lineOf.set(seat, line)
  }

  /** Rows that would let a line of reporting come back to their own seat; rows that are out do not count. */
  async loops(out: ReadonlySet<number>): Promise<RowFault[]> {
    const stored = await this.storedAbove()
    const next = (seat: string): string | null => {
      const line = this.lineOf.get(seat)
      if (line !== undefined && !out.has(line)) return this.above.get(seat)!
      return stored.get(seat) ?? null
    }
    const faults: RowFault[] = []
    const done = new Set<string>()
    for (const start of this.above.keys()) {
      const way: string[] = []
      const onWay = new Set<string>()
      let seat: string | null = start
      while (seat !== null && !done.has(seat) && !onWay.has(seat)) {
        way.push(seat)
        onWay.add(seat)
        seat = next(seat)
      }
      if (seat !== null && onWay.has(seat))
        for (const one of way.slice(way.indexOf(seat))) {
          const line = this.lineOf.get(one)
          if (line !== undefined && !out.has(line))
            faults.push(
              rowFault(line, 'reporting-loop', { column: 'reports_to', value: this.above.get(one)! }),
            )
        }
      for (const one of way) done.add(one)
    }
    return faults
  }

  /** The lines of the directory above the seats that the file names and does not set. */
  private async storedAbove(): Promise<Map<string, string | null>> {
    const outside = [...new Set(this.above.values()), ...this.above.keys()]
    const stored = new Map<string, string | null>()
    for (const piece of pieces([...new Set(outside)]))
      for (const [seat, above] of await this.seats.linesAbove(piece, LONGEST_LINE)) stored.set(seat, above)
    return stored
  }
}
