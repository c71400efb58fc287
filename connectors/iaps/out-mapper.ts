// Between the words of iAPS and ours, of what its offices send and do.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import {
  type Grade,
  type Language,
  type LetterKind,
  type Urgency,
} from '../../domain/letters/dispatch/dispatch'
import type { CollectedLetter, IncomingDocument } from '../collect'
import type { AgentReport } from '../report'
import { given, ourWord } from '../wording'
import { refusalCode } from './errors'
import { diaryOf, grades, kinds, languages, priorities } from './mapper'
import { FOLDERS, type IapsAct, type SentLetter } from './schema'

/** Opens a document that an office has laid beside its letter. */
export type OpenFile = (path: string, bytes: number) => Promise<IncomingDocument | { fault: Outcome }>

/** The letter in the words of KCS; nothing of its documents is read yet. */
export function letterOf(letter: SentLetter, openFile: OpenFile): CollectedLetter {
  return {
    key: letter.id,
    kind: ourWord<LetterKind>(kinds, letter.kind),
    sender: { office: letter.office, ...given('seat', letter.seat) },
    subject: letter.subject,
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDay,
    ...given('fileNumber', letter.fileNumber),
    ...given('subjectCode', letter.subjectCode),
    ...(letter.priority === undefined ? {} : { urgency: ourWord<Urgency>(priorities, letter.priority) }),
    ...(letter.language === undefined ? {} : { language: ourWord<Language>(languages, letter.language) }),
    classification: ourWord<Grade>(grades, letter.grade),
    recipients: letter.to.map(({ office, seat, group, purpose }) => ({
      ...given('office', office),
      ...given('seat', seat),
      ...given('group', group),
      purpose,
    })),
    documents: letter.files.map(({ file, name, mediaType, bytes, sha256 }) => ({
      name,
      ...given('mediaType', mediaType),
      sha256,
      size: bytes,
      open: () => openFile(`${FOLDERS.outFiles}/${file}`, bytes),
    })),
    ...timesOf(letter),
  }
}

function timesOf({
  acknowledgeWithinSeconds,
  escalateEverySeconds,
}: SentLetter): Pick<CollectedLetter, 'times'> {
  const times = {
    ...given('acknowledgeWithinSeconds', acknowledgeWithinSeconds),
    ...given('escalateEverySeconds', escalateEverySeconds),
  }
  return Object.keys(times).length === 0 ? {} : { times }
}

/** What an office did with a letter of KCS. */
export function reportOf(act: IapsAct): AgentReport {
  const base = { key: act.id, deliveryKey: act.key, at: new Date(act.at) }
  switch (act.act) {
    case 'taken':
      return { ...base, kind: 'acknowledged', diary: diaryOf(act.inwardNumber, act.inwardDay) }
    case 'opened':
    case 'closed':
      return { ...base, kind: act.act }
    case 'moved': {
      const desk = { to: act.toSeat, ...given('from', act.fromSeat), ...given('file', act.fileNumber) }
      return { ...base, kind: 'movement', desk }
    }
    case 'filed':
      return { ...base, kind: 'filed', desk: { to: act.seat, file: act.fileNumber } }
    case 'refused': {
      const { fault, remarks, rightOffice } = act
      return {
        ...base,
        kind: 'refused',
        code: refusalCode(fault),
        reason: remarks,
        ...given('rightOffice', rightOffice),
      }
    }
    case 'returned':
      return { ...base, kind: 'returned', reason: act.remarks }
  }
}
