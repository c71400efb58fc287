// Employees as rows of a list.

import { code, flag, needed, PLAIN_ID, text } from '../../common/table/columns'
import { MAX_PHONE, phoneFault, phoneNumber } from '../../common/text/phone'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'
import { newEmployee } from '../charge/charge'
import { PEN } from '../employee/fields'
import { changedBy } from '../office/dated'
import type { List, Things } from './list'

const columns = {
  pen: needed(code(PLAIN_ID, ['employee', 'employee number'])),
  name: needed(text(200, ['name en', 'employee name'])),
  nameMl: text(200, ['name malayalam', 'malayalam name']),
  temporary: flag(['temporary number']),
  phone: text(MAX_PHONE, ['mobile', 'telephone'], { faultOf: phoneFault, keptAs: phoneNumber }),
  email: text(MAX_MAIL_ADDRESS, ['mail'], { faultOf: mailAddressFault }),
}

export const EMPLOYEES: List<typeof columns, Things['employee']> = {
  thing: 'employee',
  columns,
  key: 'pen',
  newKey: PEN,
  unique: [{ by: ['pen'], code: 'import-pen-twice' }],
  owned: 'pen',
  after: (before, cells) =>
    before
      ? changedBy(before, cells)
      : { ...newEmployee(cells), formerly: [], suspendedFrom: null, version: 1 },
}
