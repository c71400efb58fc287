// What services write of charges and handovers in one transaction, without the check of a caller.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Intermediary, Office, Succession } from '../../../domain/directory/office/office'
import type { SanctionedPost, Seat } from '../../../domain/directory/seat/seat'
import { changeOfficeIn } from '../../../services/directory/office/change'
import { enterOfficeIn } from '../../../services/directory/office/enter'
import { moveOfficeIn } from '../../../services/directory/office/move'
import { setIntermediaryIn } from '../../../services/directory/office/set-intermediary'
import { succeedOfficeIn } from '../../../services/directory/office/succeed'
import { changeSanctionedPostIn } from '../../../services/directory/sanctioned-post/change'
import { changeSeatIn } from '../../../services/directory/seat/change'
import { makeSeatIn } from '../../../services/directory/seat/make'
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

/** What services write of offices, seats and sanctioned posts. */
export function editingOf(record: Repositories) {
  const { transaction } = record
  return {
    addOffice: (office: Office, head: Seat | null, note: ChangeNote) =>
      transaction((session) => enterOfficeIn(record, { office, head }, note, session)),
    editOffice: (code: string, version: number | null, edit: (office: Office) => Office, note: ChangeNote) =>
      transaction((session) => changeOfficeIn(record, { code, version, note }, edit, session)),
    move: (code: string, version: number | null, parent: string | null, note: ChangeNote) =>
      transaction((session) => moveOfficeIn(record, { code, version, note }, parent, session)),
    succeed: (code: string, version: number | null, succession: Succession, note: ChangeNote) =>
      transaction((session) => succeedOfficeIn(record, { code, version, note }, succession, session)),
    setIntermediary: (code: string, version: number | null, added: Intermediary, note: ChangeNote) =>
      transaction((session) => setIntermediaryIn(record, { code, version, note }, added, session)),
    addSeat: (seat: Seat, note: ChangeNote) =>
      transaction((session) => makeSeatIn(record, seat, note, session)),
    editSeat: (id: string, version: number | null, edit: (seat: Seat) => Seat, note: ChangeNote) =>
      transaction((session) => changeSeatIn(record, { id, version, edit }, note, session)),
    addPost: (post: SanctionedPost, note: ChangeNote) =>
      transaction((session) => record.sanctionedPosts.add(post, note, session)),
    editPost: (
      id: string,
      version: number | null,
      edit: (post: SanctionedPost) => SanctionedPost,
      note: ChangeNote,
    ) => transaction((session) => changeSanctionedPostIn(record, { id, version, edit }, note, session)),
  }
}

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
