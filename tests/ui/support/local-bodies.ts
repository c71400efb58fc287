// The part of the directory that the story of the directory is about: a department, a district panchayat, two below it.

import type { Repositories } from '../../../database'
import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import { buildOffice, buildSeat } from '../../support/builders'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const MID_2025 = new Date('2025-06-30T18:30:00Z')

const officers = [
  { login: 'devika', name: 'Devika R.', roles: ['officer', 'admin'] as const },
  { login: 'rajan', name: 'Rajan P.', roles: ['officer'] as const },
  { login: 'usha', name: 'Usha K.', roles: ['officer'] as const },
]

/** Devika (State admin) heads the department, Rajan the district panchayat; its tapal clerk is vacant, Rajan above it. */
export async function seedLocalBodies(repositories: Repositories, passwordHash: string): Promise<void> {
  const { offices, seats, employees, accounts, charges } = repositories
  const lsgd = { department: 'Local Self Government', district: 'Thiruvananthapuram' }
  const idukki = { department: 'Local Self Government', district: 'Idukki' }
  await offices.save([
    buildOffice('LSGD', 'kcs-agent', {
      ...lsgd,
      name: 'Local Self Government Department',
      nameMl: 'തദ്ദേശ സ്വയംഭരണ വകുപ്പ്',
      kind: 'department',
      inwardSeat: 'LSGD/SEC',
    }),
    buildOffice('DP-IDK', 'eoffice', {
      ...idukki,
      name: 'Idukki District Panchayat',
      nameMl: 'ഇടുക്കി ജില്ലാ പഞ്ചായത്ത്',
      kind: 'district-panchayat',
      parent: 'LSGD',
      path: ['LSGD'],
    }),
    buildOffice('GP-ADI', 'kcs-agent', {
      ...idukki,
      name: 'Adimali Grama Panchayat',
      nameMl: 'അടിമാലി ഗ്രാമപഞ്ചായത്ത്',
      kind: 'grama-panchayat',
      parent: 'DP-IDK',
      path: ['LSGD', 'DP-IDK'],
      profiles: [
        {
          from: LONG_AGO,
          ways: [{ system: 'ilgms', endpoint: null }],
          taking: null,
          accepts: {},
          fallback: 'kcs-agent',
        },
      ],
    }),
    buildOffice('GP-MRY', 'kcs-agent', {
      ...idukki,
      name: 'Marayoor Grama Panchayat',
      nameMl: 'മറയൂർ ഗ്രാമപഞ്ചായത്ത്',
      kind: 'grama-panchayat',
      parent: 'DP-IDK',
      path: ['LSGD', 'DP-IDK'],
    }),
  ])
  const secretary = {
    designation: 'Secretary',
    designationMl: 'സെക്രട്ടറി',
    section: '',
    role: 'head' as const,
  }
  const clerk = { designation: 'Clerk', designationMl: 'ക്ലർക്ക്', role: 'tapal-clerk' as const }
  await seats.save([
    buildSeat('LSGD/SEC', secretary),
    buildSeat('DP-IDK/SEC', { ...secretary, reportsTo: 'LSGD/SEC' }),
    buildSeat('DP-IDK/TAPAL', { ...clerk, reportsTo: 'DP-IDK/SEC' }),
    buildSeat('GP-ADI/TAPAL', clerk),
    buildSeat('GP-MRY/TAPAL', clerk),
  ])
  for (const { login, name, roles } of officers) {
    const employee = `PEN-${login}`
    await employees.save([newEmployee({ pen: employee, name })])
    await accounts.add({ login, employee, passwordHash, roles: [...roles], language: 'en', active: true })
  }
  await charges.save([
    newCharge({ id: 'devika', seat: 'LSGD/SEC', employee: 'PEN-devika', from: LONG_AGO }),
    newCharge({
      id: 'usha',
      seat: 'DP-IDK/SEC',
      employee: 'PEN-usha',
      from: LONG_AGO,
      until: MID_2025,
      ended: 'transferred',
    }),
    newCharge({ id: 'rajan', seat: 'DP-IDK/SEC', employee: 'PEN-rajan', from: MID_2025 }),
  ])
}
