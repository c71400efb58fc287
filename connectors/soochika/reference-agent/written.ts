// Letters, reports and inward numbers of the reference Soochika as XML.

import { theirWord } from '../../wording'
import { kinds, languages, priorities } from '../mapper'
import { element, elements, type Markup } from '../write'
import { type WrittenReport } from './acts'
import { type Inward } from './inwards'
import { type OutgoingItem, type WrittenLetter } from './outgoing'

/** The items of one kind, in their order. */
export function lettersOf(items: readonly OutgoingItem[]): Markup[] {
  return items.flatMap(({ content }) => (content.of === 'Letter' ? [letterXml(content.letter)] : []))
}

export function reportsOf(items: readonly OutgoingItem[]): Markup[] {
  return items.flatMap(({ content }) => (content.of === 'Report' ? [reportXml(content.report)] : []))
}

/** The number of an inward, or nothing where it has none yet. */
export function entryXml(entry: Inward['entry'] | undefined): Markup[] | undefined {
  return entry ? elements({ ...entry }) : undefined
}

/** What has no word in Soochika stays as it is, so that KCS refuses it. */
function letterXml({ id, version, letter }: WrittenLetter): Markup {
  return element(
    'Letter',
    elements({
      Id: id,
      Version: version,
      Office: letter.office,
      Seat: letter.sender.seat,
      Kind: theirWord(kinds, letter.kind),
      Subject: letter.subject,
      LetterNo: letter.letterNumber,
      LetterDate: letter.letterDate,
      FileNo: letter.fileNumber,
      Priority: letter.urgency && theirWord(priorities, letter.urgency),
      Language: letter.language && theirWord(languages, letter.language),
      Recipients: letter.recipients.map(({ office, seat, purpose }) =>
        element(
          'Recipient',
          elements({
            Office: office,
            Seat: seat,
            Purpose: purpose === 'information' ? 'Information' : 'Action',
          }),
        ),
      ),
      ReplyWithinSeconds: letter.times?.acknowledgeWithinSeconds,
      EscalateEverySeconds: letter.times?.escalateEverySeconds,
      Documents: letter.documents.map(({ name, mediaType, sha256 }) =>
        element(
          'Document',
          elements({ DocumentId: sha256, FileName: name, MimeType: mediaType, Sha256: sha256 }),
        ),
      ),
    }),
  )
}

function reportXml({ Entry, ...report }: WrittenReport): Markup {
  return element('Report', elements({ ...report, Entry: entryXml(Entry) }))
}
