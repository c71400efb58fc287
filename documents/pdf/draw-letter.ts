// Draws an official letter or order as PDF, in Malayalam and English.

import { Paper } from './paper'
import { type Bilingual, both, paperDate, startOfDay } from './words'

/** The facts of a letter; everything on the paper but the fixed headings comes from here. */
export interface LetterFacts {
  /** Marked as a specimen on each page: it looks like an official paper and is none. */
  specimen: boolean
  /** Such as Government Order. */
  form: Bilingual
  government: Bilingual
  department: Bilingual
  section: Bilingual
  place: Bilingual
  number: string
  /** Day as `2021-07-04`. */
  date: string
  fileNumber: string
  subject: Bilingual
  /** Numbered on the paper; first all of them in Malayalam, then all in English. */
  paragraphs: readonly Bilingual[]
  /** In whose name it is made, such as By order of the Governor. */
  authority: Bilingual
  /** The post that signs. */
  signatory: Bilingual
  addressees: readonly LetterAddressee[]
}

/** One line of the list of addressees. */
export interface LetterAddressee {
  name: Bilingual
  purpose: 'action' | 'information'
}

const MARK_COLOUR = '#9c1c1c'

const WORDS = {
  abstract: { en: 'Abstract', ml: 'സംഗ്രഹം' },
  number: { en: 'Number', ml: 'നമ്പർ' },
  date: { en: 'Date', ml: 'തീയതി' },
  file: { en: 'File', ml: 'ഫയൽ' },
  subject: { en: 'Subject', ml: 'വിഷയം' },
  order: { en: 'Order', ml: 'ഉത്തരവ്' },
  to: { en: 'To', ml: 'സ്വീകർത്താക്കൾ' },
  action: { en: 'for action', ml: 'നടപടിക്കായി' },
  information: { en: 'for information', ml: 'അറിവിലേക്കായി' },
  unsigned: { en: 'not signed: specimen', ml: 'ഒപ്പിട്ടിട്ടില്ല: മാതൃക' },
  mark: { en: 'SPECIMEN', ml: 'മാതൃക' },
  notOfficial: { en: 'Specimen, not an official copy', ml: 'മാതൃക മാത്രം, ഔദ്യോഗിക പകർപ്പല്ല' },
  page: { en: 'Page', ml: 'പേജ്' },
} satisfies Record<string, Bilingual>

/** The letter as PDF. The same facts give the same bytes. Throws RangeError for a date that is no day. */
export async function drawLetter(facts: LetterFacts): Promise<Buffer> {
  const date = paperDate(facts.date)
  const paper = new Paper({
    title: `${facts.number} ${facts.subject.en}`,
    subject: facts.subject.ml,
    author: `${facts.government.en}, ${facts.department.en}`,
    lang: 'ml-IN',
    createdAt: startOfDay(facts.date),
  })
  head(paper, facts, date)
  body(paper, facts)
  foot(paper, facts)
  return paper.finish((page, pages) => onEachPage(paper, facts, page, pages))
}

function head(paper: Paper, facts: LetterFacts, date: string): void {
  if (facts.specimen) {
    paper.text(both(WORDS.notOfficial), { size: 9, align: 'center', colour: MARK_COLOUR, gap: 8 })
  }
  paper.text(facts.government.ml, { size: 17, bold: true, align: 'center', tag: 'H1' })
  paper.text(facts.government.en.toUpperCase(), { size: 11, bold: true, align: 'center', gap: 8 })
  paper.text(both(WORDS.abstract), { size: 9, align: 'center', colour: '#444444' })
  paper.text(facts.subject.ml, { bold: true, align: 'center' })
  paper.text(facts.subject.en, { bold: true, align: 'center', gap: 8 })
  paper.text(`${facts.department.ml} (${facts.section.ml})`, { align: 'center' })
  paper.text(`${facts.department.en} (${facts.section.en})`, { align: 'center', gap: 6 })
  paper.rule()
  paper.text(`${facts.form.ml} / ${facts.form.en}: ${facts.number}`, { bold: true })
  paper.text(`${both(WORDS.file)}: ${facts.fileNumber}`)
  paper.text(`${both(WORDS.date)}: ${date}, ${facts.place.ml} / ${facts.place.en}`, { gap: 6 })
  paper.rule()
}

function body(paper: Paper, facts: LetterFacts): void {
  for (const language of ['ml', 'en'] as const) {
    paper.text(WORDS.order[language], { bold: true, size: 12, align: 'center', tag: 'H2', gap: 4 })
    facts.paragraphs.forEach((paragraph, index) => {
      const text = `${index + 1}. ${paragraph[language]}`
      // A signature never stands alone on a page: the last paragraph goes with it.
      const hasSignature = language === 'en' && index === facts.paragraphs.length - 1
      if (hasSignature) paper.room((paper.linesOf(text, paper.width).length + 5) * paper.lineHeight())
      paper.text(text, { gap: 7 })
    })
  }
  paper.y += 6
  paper.text(both(facts.authority), { align: 'right' })
  paper.text(both(facts.signatory), { align: 'right', bold: true })
  if (facts.specimen) paper.text(both(WORDS.unsigned), { align: 'right', size: 9, colour: MARK_COLOUR })
  paper.y += 10
}

function foot(paper: Paper, facts: LetterFacts): void {
  paper.room(3 * paper.lineHeight())
  paper.text(both(WORDS.to), { bold: true, tag: 'H2', gap: 2 })
  facts.addressees.forEach(({ name, purpose }, index) => {
    const lead = name.en === name.ml ? name.en : `${name.ml}, ${name.en}`
    paper.text(`${index + 1}. ${lead} (${both(WORDS[purpose])})`, { size: 9.5, indent: 12, gap: 1.5 })
  })
}

function onEachPage(paper: Paper, facts: LetterFacts, page: number, pages: number): void {
  const { doc, left, width } = paper
  const y = doc.page.height - 46
  const style = { size: 8, align: 'center', colour: '#555555' } as const
  paper.line(`${facts.number}, ${both(WORDS.page)} ${page}/${pages}`, { x: left, y, width }, style)
  if (!facts.specimen) return
  paper.line(both(WORDS.notOfficial), { x: left, y: y + 13, width }, { ...style, colour: MARK_COLOUR })
  const middle = { x: doc.page.width / 2, y: doc.page.height / 2 }
  doc.save()
  doc.rotate(-52, { origin: [middle.x, middle.y] }).fillOpacity(0.07)
  paper.mark(WORDS.mark.en, { ...middle, y: middle.y - 60 }, 84, MARK_COLOUR)
  paper.mark(WORDS.mark.ml, { ...middle, y: middle.y + 30 }, 60, MARK_COLOUR)
  doc.restore()
}
