// A circular to some hundred offices of three districts, in the states that a test wants.

import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { TestApi } from '../../../support/api'
import { buildTapal } from '../../../support/build-tapal'

export const DISTRICTS = ['Ernakulam', 'Idukki', ''] as const

/** One tapal to each of so many offices, `B0000` and so on, by turns in the districts; `facts` says what is special of one. */
export async function circularTo(
  api: TestApi,
  count: number,
  facts: (n: number) => Partial<Tapal> = () => ({}),
): Promise<{ dispatch: Dispatch; tapals: Tapal[] }> {
  const dispatch = await api.dispatch()
  const tapals = Array.from({ length: count }, (_, n) => {
    const office = `B${String(n).padStart(4, '0')}`
    const district = DISTRICTS[n % DISTRICTS.length]!
    const department = n % 2 === 0 ? 'LSGD' : 'ITD'
    const place = { office, seat: `${office}/TAPAL`, district, department }
    return buildTapal(dispatch, api.now(), { ...place, ...facts(n) })
  })
  await api.repositories.tapals.insert(tapals)
  return { dispatch, tapals }
}

/** Its rows in the order of the offices. */
export async function rowsOf(api: TestApi, dispatch: string): Promise<Tapal[]> {
  const rows = await api.repositories.tapals.ofDispatch(dispatch, 5_000)
  return rows.sort((one, other) => (one.office < other.office ? -1 : 1))
}
