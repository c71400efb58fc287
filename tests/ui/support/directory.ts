// The offices, seats and officers that the stories of the portal are about.

import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import type { Repositories } from '../../../database'
import { buildOffice, buildSeat } from '../../support/builders'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')

const officers = [
  { login: 'anitha', name: 'Anitha S.', nameMl: 'അനിത എസ്.', seats: ['ITD/SO'] },
  { login: 'meera', name: 'Meera Nair', nameMl: 'മീര നായർ', seats: ['IPRD/WEB', 'IPRD/DD'] },
  { login: 'nobody', name: 'Without Seat', nameMl: 'സീറ്റില്ലാത്തയാൾ', seats: [] },
]

/** ITD and IPRD work in the agent application, the IT Mission in a filing system that takes letters by push. */
export async function seedPortal(repositories: Repositories, passwordHash: string): Promise<void> {
  const { offices, seats, employees, accounts, charges } = repositories
  await offices.save([
    buildOffice('ITD', 'kcs-agent', {
      name: 'Electronics & Information Technology Department',
      nameMl: 'ഇലക്ട്രോണിക്സും വിവരസാങ്കേതികവിദ്യയും വകുപ്പ്',
      inwardSeat: 'ITD/SO',
    }),
    buildOffice('IPRD', 'kcs-agent', {
      name: 'Information & Public Relations Department',
      nameMl: 'ഇൻഫർമേഷൻ & പബ്ലിക് റിലേഷൻസ് വകുപ്പ്',
      inwardSeat: 'IPRD/WEB',
    }),
    buildOffice('KSITM', 'push', {
      name: 'Kerala State IT Mission',
      nameMl: 'കേരള സംസ്ഥാന ഐ.ടി മിഷൻ',
      inwardSeat: 'KSITM/DIR',
    }),
  ])
  await seats.save([
    buildSeat('ITD/SO', { section: 'IT-Cell' }),
    buildSeat('IPRD/WEB', {
      designation: 'Web & New Media Officer',
      designationMl: 'വെബ് & ന്യൂ മീഡിയ ഓഫീസർ',
      section: '',
      reportsTo: 'IPRD/DD',
    }),
    buildSeat('IPRD/DD', { designation: 'Deputy Director', designationMl: 'ഡെപ്യൂട്ടി ഡയറക്ടർ', section: '' }),
    buildSeat('KSITM/DIR', { designation: 'Director', designationMl: 'ഡയറക്ടർ', section: '' }),
  ])
  for (const { login, name, nameMl, seats: held } of officers) {
    const employee = `PEN-${login}`
    await employees.save([newEmployee({ pen: employee, name, nameMl })])
    await accounts.add({ login, employee, passwordHash, roles: ['officer'], language: 'en', active: true })
    await charges.save(
      // Charges that began together come by their ids: the first seat is the one signed in for.
      held.map((seat, index) =>
        newCharge({ id: `${login} ${index} ${seat}`, seat, employee, from: LONG_AGO }),
      ),
    )
  }
}
