// What services write of charges and handovers in one transaction, without the check of a caller.

import type { Repositories } from '../../../database'
import { type By, joinIn, type Joining, leaveIn } from '../../../services/directory/charge/ledger'
import { transferIn } from '../../../services/directory/charge/transfer'
import { issueNumberIn } from '../../../services/directory/employee/issue-number'
import { reinstateIn } from '../../../services/directory/employee/reinstate'
import { suspendIn } from '../../../services/directory/employee/suspend'
import {
  giveIn,
  giveOneSidedIn,
  type NewGiving,
  type OneSidedGiving,
  takeIn,
} from '../../../services/directory/handover/ledger'

export function operationsOn(record: Repositories) {
  const { transaction } = record
  return {
    join: (joining: Joining, by: By) => transaction((session) => joinIn(record, joining, by, session)),
    relieve: (leaving: { employee: string; seat: string; at: Date }, by: By) =>
      transaction((session) => leaveIn(record, leaving, 'relieved', by, session)),
    transfer: ({ seat }: { employee: string; seat: string }, joining: Joining, by: By) =>
      transaction((session) => transferIn(record, seat, joining, by, session)),
    suspend: (pen: string, from: Date, by: By) =>
      transaction((session) => suspendIn(record, pen, from, by, session)),
    reinstate: (pen: string, by: By) => transaction((session) => reinstateIn(record, pen, by, session)),
    issueNumber: (temporary: string, issued: string, by: By) =>
      transaction((session) => issueNumberIn(record, { temporary, issued }, by, session)),
    give: (giving: NewGiving, by: By) => transaction((session) => giveIn(record, giving, by, session)),
    take: (id: string, by: By) => transaction((session) => takeIn(record, id, by, session)),
    giveOneSided: (giving: OneSidedGiving, by: By) =>
      transaction((session) => giveOneSidedIn(record, giving, by, session)),
  }
}
