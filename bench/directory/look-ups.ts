// What a screen asks for again and again: the card of an office, and who holds a seat, as of a date.

import type { Connection } from 'mongoose'
import { createRepositories } from '../../database'
import { officeCard } from '../../services/directory/office/card'
import { heldSeat } from '../../services/directory/seat/held'
import type { Row } from '../report'
import { percentile } from '../statistics'
import { lot } from './lot'
import type { State } from './state'

const TIMES = 500
const AT = new Date('2026-01-01T00:00:00Z')

export async function lookUpRows(
  database: Connection,
  state: State,
  commands: { count: number },
): Promise<Row[]> {
  const repositories = createRepositories(database)
  const codes: string[] = []
  const share = (TIMES * 2) / state.counts.offices
  for (const { number, office } of state.offices()) if (lot(number) < share) codes.push(office.code)
  const measure = async (
    metric: string,
    target: string,
    ask: (code: string) => Promise<unknown>,
  ): Promise<Row> => {
    const times: number[] = []
    commands.count = 0
    for (const code of codes.slice(0, TIMES)) {
      const startedAt = process.hrtime.bigint()
      if ((await ask(code)) === null) throw new Error(`nothing is found for ${code}`)
      times.push(Number(process.hrtime.bigint() - startedAt) / 1e6)
    }
    const value = `${(commands.count / times.length).toFixed(2)}; p95 ${percentile(times, 0.95).toFixed(1)} ms`
    return { metric, value, ceiling: '', ratio: null, target }
  }
  return [
    await measure('card of an office as of a date, commands', '5, in 3 rounds', (code) =>
      officeCard(repositories, code, { at: AT, now: AT }),
    ),
    await measure('holder of a seat as of a date, commands', '3, one after the other', (code) =>
      heldSeat(repositories, `${code}/HEAD`, AT),
    ),
  ]
}
