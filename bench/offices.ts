// The offices of a State that all work in the agent application of KCS.

import { slicesOf } from '../domain/common/item/slices'
import { newOffice } from '../domain/directory/office/office'
import { plainProfile } from '../domain/directory/office/profile'
import { newSeat } from '../domain/directory/seat/seat'
import type { Stage } from './stage'

/** Offices of the State, by the list of offices. */
export const OFFICES = 33_199

const START = new Date('2020-01-01T00:00:00Z')

/** Makes `count` offices, and those named in `also`; returns the codes of the first. */
export async function seedOffices(
  { repositories }: Pick<Stage, 'repositories'>,
  count: number,
  also: readonly string[] = [],
): Promise<string[]> {
  const codes = Array.from({ length: count }, (_, i) => `N${String(i).padStart(6, '0')}`)
  const all = [...codes, ...also]
  for (const some of slicesOf(all, 1_000)) {
    await repositories.offices.save(
      some.map((code) =>
        newOffice({
          ...{ code, name: code, nameMl: code, department: 'Bench', district: 'Thiruvananthapuram' },
          inwardSeat: `${code}/TAPAL`,
          profiles: [plainProfile(START, 'kcs-agent', 'kcs-agent', 'person')],
        }),
      ),
    )
    const seats = some.map((code) =>
      newSeat({ id: `${code}/TAPAL`, office: code, designation: 'Tapal Clerk', role: 'tapal-clerk' }),
    )
    await repositories.seats.save(seats)
  }
  return codes
}
