// Draws the cover that goes in front of a letter sent by e-mail or by post to an office outside the service.

import { Paper } from './paper'
import { drawTable } from './table'
import { type Bilingual, both, paperDate, startOfDay } from './words'

/** The facts of a cover. */
export interface CoverFacts {
  from: CoverParty
  to: CoverParty
  /** Despatch number of the sending office. */
  number: string
  /** Day as `2021-07-04`. */
  date: string
  subject: string
  purpose: 'action' | 'information'
  enclosures: readonly { name: string; size: number; sha256: string }[]
  /** How the addressee tells that the letter was taken; nothing is owed for a letter for information. */
  acknowledge?: Acknowledge
}

/** An office as it is written on a cover, with the seat if there is one and its lines of address. */
export interface CoverParty {
  office: Bilingual
  seat?: Bilingual
  address?: readonly string[]
}

/** By the link that stands in the mail, or by sending back the slip at the foot of the printed cover. */
export type Acknowledge =
  | { way: 'link'; before?: string }
  | { way: 'slip'; before?: string; returnTo: readonly string[] }

const WORDS = {
  service: { en: 'Kerala State Unified Communication Service', ml: 'കേരള സംസ്ഥാന ഏകീകൃത ആശയവിനിമയ സേവനം' },
  from: { en: 'From', ml: 'പ്രേഷകൻ' },
  to: { en: 'To', ml: 'സ്വീകർത്താവ്' },
  number: { en: 'Number', ml: 'നമ്പർ' },
  date: { en: 'Date', ml: 'തീയതി' },
  subject: { en: 'Subject', ml: 'വിഷയം' },
  purpose: { en: 'Sent', ml: 'അയച്ചത്' },
  action: { en: 'for action', ml: 'നടപടിക്കായി' },
  information: { en: 'for information', ml: 'അറിവിലേക്കായി' },
  enclosures: { en: 'Enclosures', ml: 'ഉള്ളടക്കം' },
  acknowledge: { en: 'Acknowledgement', ml: 'കൈപ്പറ്റൽ അറിയിപ്പ്' },
  before: { en: 'Please acknowledge before', ml: 'ഇതിനു മുമ്പ് അറിയിക്കുക' },
  link: {
    en: 'Open the link in the mail, enter the number and date under which the letter was registered in your office, and confirm. The link can be used once.',
    ml: 'മെയിലിലെ ലിങ്ക് തുറന്ന്, കത്ത് താങ്കളുടെ ഓഫീസിൽ രജിസ്റ്റർ ചെയ്ത നമ്പറും തീയതിയും രേഖപ്പെടുത്തി സ്ഥിരീകരിക്കുക. ലിങ്ക് ഒരു തവണ മാത്രമേ ഉപയോഗിക്കാനാകൂ.',
  },
  slip: {
    en: 'Fill in the slip below and send it back to this address:',
    ml: 'താഴെയുള്ള ഭാഗം പൂരിപ്പിച്ച് ഈ വിലാസത്തിൽ തിരികെ അയയ്ക്കുക:',
  },
  taken: { en: 'The letter was taken into our register.', ml: 'കത്ത് ഞങ്ങളുടെ രജിസ്റ്ററിൽ ചേർത്തു.' },
  diary: { en: 'Our diary number', ml: 'ഞങ്ങളുടെ ഡയറി നമ്പർ' },
  signature: { en: 'Signature and seal', ml: 'ഒപ്പും മുദ്രയും' },
} satisfies Record<string, Bilingual>

/** The cover as PDF. The same facts give the same bytes. Throws RangeError for a date that is no day. */
export async function drawCover(facts: CoverFacts): Promise<Buffer> {
  const date = paperDate(facts.date)
  const paper = new Paper({
    title: `${facts.number}: ${facts.subject}`,
    subject: facts.subject,
    author: facts.from.office.en,
    lang: 'ml-IN',
    createdAt: startOfDay(facts.date),
  })
  paper.text(WORDS.service.ml, { size: 13, bold: true, tag: 'H1' })
  paper.text(WORDS.service.en, { size: 10, gap: 6 })
  paper.rule(12)
  party(paper, WORDS.from, facts.from)
  party(paper, WORDS.to, facts.to)
  field(paper, WORDS.number, facts.number)
  field(paper, WORDS.date, date)
  field(paper, WORDS.subject, facts.subject)
  field(paper, WORDS.purpose, both(WORDS[facts.purpose]))
  paper.y += 8
  enclosures(paper, facts)
  if (facts.acknowledge) acknowledgement(paper, facts, facts.acknowledge)
  return paper.finish((page, pages) => {
    const box = { x: paper.left, y: paper.doc.page.height - 40, width: paper.width }
    paper.line(`${facts.number}, ${page}/${pages}`, box, { size: 8, align: 'center' })
  })
}

function party(paper: Paper, label: Bilingual, { office, seat, address = [] }: CoverParty): void {
  paper.text(both(label), { size: 9, colour: '#555555' })
  if (seat) paper.text(both(seat), { indent: 12 })
  paper.text(both(office), { indent: 12, bold: true })
  for (const line of address) paper.text(line, { indent: 12 })
  paper.y += 8
}

function field(paper: Paper, label: Bilingual, value: string): void {
  paper.text(`${both(label)}: ${value}`, { gap: 2 })
}

function enclosures(paper: Paper, facts: CoverFacts): void {
  paper.text(`${both(WORDS.enclosures)}: ${facts.enclosures.length}`, { bold: true, tag: 'H2', gap: 3 })
  if (facts.enclosures.length === 0) return
  const columns = [
    { heading: 'പേര് / Name', width: 180 },
    { heading: 'ബൈറ്റ് / Bytes', width: 73, align: 'right' },
    { heading: 'sha256', width: paper.width - 253 },
  ] as const
  const rows = facts.enclosures.map(({ name, size, sha256 }) => [name, size.toLocaleString('en-IN'), sha256])
  drawTable(paper, columns, rows)
  paper.y += 12
}

function acknowledgement(paper: Paper, facts: CoverFacts, acknowledge: Acknowledge): void {
  paper.room(8 * paper.lineHeight())
  paper.text(both(WORDS.acknowledge), { bold: true, tag: 'H2', gap: 3 })
  paper.text(WORDS[acknowledge.way].ml)
  paper.text(WORDS[acknowledge.way].en, { gap: 4 })
  if (acknowledge.way === 'slip') for (const line of acknowledge.returnTo) paper.text(line, { indent: 12 })
  if (acknowledge.before) {
    paper.y += 4
    paper.text(`${both(WORDS.before)}: ${paperDate(acknowledge.before)}`, { bold: true })
  }
  if (acknowledge.way === 'slip') slip(paper, facts)
}

/** The part to cut off; it repeats what the sender needs to find the letter again. */
function slip(paper: Paper, facts: CoverFacts): void {
  paper.y += 16
  paper.room(9 * paper.lineHeight())
  paper.rule(12, true)
  paper.text(`${both(WORDS.acknowledge)}: ${facts.number}`, { bold: true, gap: 3 })
  paper.text(`${both(WORDS.to)}: ${both(facts.to.office)}`)
  paper.text(both(WORDS.taken), { gap: 10 })
  for (const label of [WORDS.diary, WORDS.date, WORDS.signature]) {
    paper.text(`${both(label)}: ${'.'.repeat(60)}`, { gap: 8 })
  }
}
