// Draws the list of letters that an office prints and posts on one day, with room for the number of the post.

import { Paper } from './paper'
import { drawTable } from './table'
import { type Bilingual, both, paperDate, startOfDay } from './words'

/** The facts of one day's list of one office. */
export interface DespatchListFacts {
  office: Bilingual
  /** Day as `2021-07-04`. */
  date: string
  entries: readonly DespatchListEntry[]
}

/** One letter to be posted. Its serial is its place in the list. */
export interface DespatchListEntry {
  despatchNumber: string
  addressee: Bilingual
  /** Lines of the postal address. */
  address: readonly string[]
  subject: string
  enclosures: number
  /** Empty until it was entered; then it is printed instead of the room for it. */
  postalNumber?: string
}

const WORDS = {
  title: { en: 'Despatch list: print and post', ml: 'ഡെസ്പാച്ച് പട്ടിക: അച്ചടിച്ച് തപാലിൽ അയയ്ക്കേണ്ടവ' },
  office: { en: 'Office', ml: 'ഓഫീസ്' },
  date: { en: 'Date', ml: 'തീയതി' },
  count: { en: 'Letters', ml: 'കത്തുകൾ' },
  none: { en: 'No letters to post on this day.', ml: 'ഈ ദിവസം തപാലിൽ അയയ്ക്കാൻ കത്തുകളില്ല.' },
  posted: { en: 'Handed to the post by', ml: 'തപാലിൽ ഏൽപ്പിച്ചത്' },
  signature: { en: 'Signature', ml: 'ഒപ്പ്' },
  page: { en: 'Page', ml: 'പേജ്' },
} satisfies Record<string, Bilingual>

// The widths add up to the printable width of a landscape A4 sheet.
const COLUMNS = [
  { heading: 'ക്രമ നം.\nSl. No.', width: 44, align: 'center' },
  { heading: 'ഡെസ്പാച്ച് നമ്പർ\nDespatch No.', width: 118 },
  { heading: 'സ്വീകർത്താവും വിലാസവും\nAddressee and address', width: 220 },
  { heading: 'വിഷയം\nSubject', width: 190 },
  { heading: 'ഉള്ളടക്കം\nEnclosures', width: 62, align: 'center' },
  { heading: 'തപാൽ നമ്പർ\nPostal No.', width: 95 },
] as const

/** The list as PDF. The same facts give the same bytes. Throws RangeError for a date that is no day. */
export async function drawDespatchList(facts: DespatchListFacts): Promise<Buffer> {
  const date = paperDate(facts.date)
  const paper = new Paper({
    title: `${WORDS.title.en}, ${facts.office.en}, ${date}`,
    subject: WORDS.title.ml,
    author: facts.office.en,
    lang: 'ml-IN',
    createdAt: startOfDay(facts.date),
    layout: 'landscape',
  })
  paper.text(WORDS.title.ml, { size: 15, bold: true, tag: 'H1' })
  paper.text(WORDS.title.en, { size: 11, bold: true, gap: 4 })
  paper.text(`${both(WORDS.office)}: ${both(facts.office)}`)
  paper.text(`${both(WORDS.date)}: ${date}`)
  paper.text(`${both(WORDS.count)}: ${facts.entries.length}`, { gap: 8 })
  if (facts.entries.length === 0) paper.text(both(WORDS.none))
  else drawTable(paper, COLUMNS, facts.entries.map(rowOf))
  paper.room(4 * paper.lineHeight())
  paper.y += 18
  const dots = '.'.repeat(48)
  paper.text(`${both(WORDS.posted)}: ${dots} ${both(WORDS.signature)}: ${dots}`, { size: 9.5 })
  return paper.finish((page, pages) => {
    const box = { x: paper.left, y: paper.doc.page.height - 40, width: paper.width }
    paper.line(`${date}, ${both(WORDS.page)} ${page}/${pages}`, box, { size: 8, align: 'center' })
  })
}

function rowOf(entry: DespatchListEntry, index: number): string[] {
  const { addressee } = entry
  const names = addressee.en === addressee.ml ? [addressee.en] : [addressee.ml, addressee.en]
  return [
    String(index + 1),
    entry.despatchNumber,
    [...names, ...entry.address].join('\n'),
    entry.subject,
    String(entry.enclosures),
    entry.postalNumber ?? '',
  ]
}
