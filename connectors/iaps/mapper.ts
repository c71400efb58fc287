// Between our words and those of iAPS: letters out, answers in.

import { startOfDay } from '../../domain/common/clock/ist'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import {
  type Grade,
  type Language,
  type LetterKind,
  type Urgency,
} from '../../domain/letters/dispatch/dispatch'
import { type Parcel } from '../connector'
import { given } from '../wording'
import { refusalCode } from './errors'
import { type Answer, type Manifest } from './schema'

export const kinds: Readonly<Record<LetterKind, Manifest['kind']>> = {
  letter: 'letter',
  'government-order': 'order',
  circular: 'circular',
  memorandum: 'memo',
  note: 'note',
  reply: 'reply',
}
export const priorities: Readonly<Record<Urgency, Manifest['priority']>> = {
  normal: 'routine',
  urgent: 'urgent',
  immediate: 'flash',
}
export const languages: Readonly<Record<Language, Manifest['language']>> = { en: 'eng', ml: 'mal' }
export const grades: Readonly<Record<Grade, Manifest['grade']>> = {
  normal: 'open',
  confidential: 'confidential',
  secret: 'secret',
  'top-secret': 'top-secret',
}

/** The ending of a file by its type, so that desks can open it. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

/** The manifest of a tapal; the same on every try. */
export function manifestOf(parcel: Parcel): Manifest {
  const { letter, deliveryKey } = parcel
  return {
    format: 'iaps-drop-1',
    key: deliveryKey,
    // KCS carries no others yet.
    grade: 'open',
    purpose: parcel.purpose,
    acknowledgeWithinSeconds: parcel.acknowledgeWithinSeconds,
    from: party(letter.sender),
    to: party(parcel.recipient),
    kind: kinds[letter.kind],
    subject: letter.subject,
    letterNumber: letter.letterNumber,
    letterDay: letter.letterDate,
    fileNumber: letter.fileNumber,
    despatchNumber: letter.despatchNumber,
    priority: priorities[letter.urgency],
    language: languages[letter.language],
    files: letter.documents.map(({ name, mediaType, size, sha256 }, index) => ({
      file: `${deliveryKey}.${index + 1}.${endings[mediaType] ?? 'bin'}`,
      name,
      mediaType,
      bytes: size,
      sha256,
    })),
  }
}

function party({ office, seat }: Parcel['recipient']): Manifest['from'] {
  return { office: office.code, officeName: office.name, seat: seat.id, seatName: seat.designation }
}

/** What an answer means that iAPS has written about a letter that it knows. The drop is named by the key, so that is its reference. */
export function outcomeOfAnswer(answer: Exclude<Answer, { state: 'faulty' }>, key: string): Outcome {
  if (answer.state === 'taken') {
    const diary = diaryOf(answer.inwardNumber, answer.inwardDay)
    return { kind: 'delivered', cause: 'delivered-by-agent', reference: key, diary }
  }
  const { fault, remarks, rightOffice } = answer
  return {
    kind: 'refused',
    code: refusalCode(fault),
    ...given('reason', remarks),
    ...given('rightOffice', rightOffice),
  }
}

/** An inward number and its day in Kerala. */
export function diaryOf(number: string, day: string): Diary {
  return { number, date: startOfDay(day) }
}
