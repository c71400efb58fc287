import { drawCover, type CoverFacts } from '../../documents/pdf/draw-cover'
import { type DespatchListFacts, drawDespatchList } from '../../documents/pdf/draw-despatch-list'
import { drawLetter } from '../../documents/pdf/draw-letter'
import { both } from '../../documents/pdf/words'
import { SPECIMEN_ORDER } from '../../documents/specimen-order'
import { pdfPages, pdfText } from '../support/pdf'

const office = { en: 'IT-Cell', ml: 'ഐ.ടി സെൽ' }

const list: DespatchListFacts = {
  office,
  date: '2021-07-05',
  entries: Array.from({ length: 12 }, (_, index) => ({
    despatchNumber: `ITCell/${100 + index}/2021`,
    addressee: { en: 'The Accountant General (A & E)', ml: 'അക്കൗണ്ടന്റ് ജനറൽ (എ & ഇ)' },
    address: ['M.G. Road', 'Thiruvananthapuram 695 001'],
    subject: 'ഏകീകൃത ആശയവിനിമയ സേവനം',
    enclosures: 3,
    ...(index === 4 ? { postalNumber: 'RL123456789IN' } : {}),
  })),
}

const sha256 = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'
const cover: CoverFacts = {
  from: { office, seat: { en: 'Section Officer', ml: 'സെക്ഷൻ ഓഫീസർ' } },
  to: { office: { en: 'The Accountant General (A & E)', ml: 'അക്കൗണ്ടന്റ് ജനറൽ (എ & ഇ)' } },
  number: 'ITCell/100/2021',
  date: '2021-07-05',
  subject: 'ഏകീകൃത ആശയവിനിമയ സേവനം',
  purpose: 'action',
  enclosures: [{ name: 'ഉത്തരവ്.pdf', size: 63363, sha256 }],
}

describe('the letter', () => {
  it('can be copied and searched in Malayalam and in English, on every page and to the last paragraph', async () => {
    const text = pdfText(await drawLetter(SPECIMEN_ORDER))
    for (const { en, ml } of [
      SPECIMEN_ORDER.subject,
      SPECIMEN_ORDER.department,
      ...SPECIMEN_ORDER.paragraphs,
    ]) {
      expect(text).toContain(en)
      expect(text).toContain(ml)
    }
  })

  it('names number, file, date and each addressee with the purpose', async () => {
    const text = pdfText(await drawLetter(SPECIMEN_ORDER))
    expect(text).toContain('G.O.(Ms)No.20/2021/ITD')
    expect(text).toContain('ITCell-2/109/2021-ITD')
    expect(text).toContain('04/07/2021')
    for (const { name, purpose } of SPECIMEN_ORDER.addressees) {
      const what = purpose === 'action' ? 'നടപടിക്കായി / for action' : 'അറിവിലേക്കായി / for information'
      expect(text).toContain(`${name.ml}, ${name.en} (${what})`)
    }
  })

  it('says on every page that it is a specimen, and only if it is one', async () => {
    const marked = pdfPages(await drawLetter(SPECIMEN_ORDER))
    expect(marked.length).toBeGreaterThan(1)
    for (const page of marked)
      expect(page).toContain('മാതൃക മാത്രം, ഔദ്യോഗിക പകർപ്പല്ല / Specimen, not an official copy')
    expect(pdfText(await drawLetter({ ...SPECIMEN_ORDER, specimen: false }))).not.toMatch(/specimen|മാതൃക/i)
  })

  it('is the same to the byte when it is drawn twice, and another when a fact differs', async () => {
    const first = await drawLetter(SPECIMEN_ORDER)
    expect((await drawLetter({ ...SPECIMEN_ORDER })).equals(first)).toBe(true)
    expect((await drawLetter({ ...SPECIMEN_ORDER, number: 'G.O.(Ms)No.21/2021/ITD' })).equals(first)).toBe(
      false,
    )
  })

  it('carries its title, its language and tags for screen readers', async () => {
    const source = (await drawLetter(SPECIMEN_ORDER)).toString('latin1')
    expect(source).toMatch(/\d+ 0 obj\n\(G\.O\.\\\(Ms\\\)No\.20\/2021\/ITD Setting up/)
    expect(source).toContain('/Lang (ml-IN)')
    expect(source).toContain('/Marked true')
    for (const tag of ['H1', 'H2', 'P']) expect(source).toContain(`/S /${tag}\n`)
  })

  it('refuses a date that is no day', async () => {
    await expect(drawLetter({ ...SPECIMEN_ORDER, date: '04/07/2021' })).rejects.toThrow(RangeError)
  })

  it('never lets the signature stand alone on a page', async () => {
    const last = SPECIMEN_ORDER.paragraphs.at(-1)!
    const line = { en: 'A further line of the order.', ml: 'ഉത്തരവ്' }
    // However long the text is: somewhere in this range the page ends just before the signature.
    for (let lines = 6; lines < 14; lines += 1) {
      const paragraphs = [...Array.from({ length: lines }, () => line), last]
      const pages = pdfPages(await drawLetter({ ...SPECIMEN_ORDER, paragraphs }))
      const signed = pages.find((page) => page.includes('Secretary to Government'))
      expect(signed).toContain('second phase.')
    }
  })
})

describe('the despatch list', () => {
  it('has a row for each letter with despatch number, addressee, address, subject and enclosures', async () => {
    const text = pdfText(await drawDespatchList(list))
    list.entries.forEach((entry, index) => {
      expect(text).toContain(
        `${index + 1} ${entry.despatchNumber} ${entry.addressee.ml} ${entry.addressee.en} M.G. Road Thiruvananthapuram 695 001 ${entry.subject} 3`,
      )
    })
  })

  it('has its headings in both languages on each page', async () => {
    const pages = pdfPages(await drawDespatchList(list))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expect(page).toContain('ഡെസ്പാച്ച് നമ്പർ Despatch No.')
      expect(page).toContain('തപാൽ നമ്പർ Postal No.')
    }
  })

  it('prints the postal number once it is known', async () => {
    expect(pdfText(await drawDespatchList(list)).match(/RL123456789IN/g)).toHaveLength(1)
  })

  it('says so on a day without letters', async () => {
    expect(pdfText(await drawDespatchList({ ...list, entries: [] }))).toContain(
      'No letters to post on this day.',
    )
  })

  it('is the same to the byte when it is drawn twice', async () => {
    expect((await drawDespatchList(list)).equals(await drawDespatchList(list))).toBe(true)
  })
})

describe('the cover', () => {
  it('says from whom, to whom, number, date, subject and purpose', async () => {
    const text = pdfText(await drawCover(cover))
    for (const part of [
      both(cover.from.office),
      both(cover.to.office),
      cover.number,
      '05/07/2021',
      cover.subject,
    ]) {
      expect(text).toContain(part)
    }
    expect(text).toContain('നടപടിക്കായി / for action')
  })

  it('lists each enclosure with its size and the whole sha256', async () => {
    const text = pdfText(await drawCover(cover))
    expect(text).toContain('ഉത്തരവ്.pdf 63,363')
    expect(text.replaceAll(' ', '')).toContain(sha256)
  })

  it('explains the link in the mail to those who get it by e-mail', async () => {
    const text = pdfText(await drawCover({ ...cover, acknowledge: { way: 'link', before: '2021-07-12' } }))
    expect(text).toContain('The link can be used once.')
    expect(text).toContain('Please acknowledge before: 12/07/2021')
  })

  it('has a slip to send back for those who get it by post', async () => {
    const returnTo = ['Section Officer, IT-Cell', 'Thiruvananthapuram 695 001']
    const text = pdfText(await drawCover({ ...cover, acknowledge: { way: 'slip', returnTo } }))
    expect(text).toContain(returnTo.join(' '))
    expect(text).toContain('ഞങ്ങളുടെ ഡയറി നമ്പർ / Our diary number:')
  })

  it('asks for nothing when the letter is for information', async () => {
    const text = pdfText(await drawCover({ ...cover, purpose: 'information' }))
    expect(text).not.toContain('കൈപ്പറ്റൽ അറിയിപ്പ്')
  })

  it('is the same to the byte when it is drawn twice', async () => {
    expect((await drawCover(cover)).equals(await drawCover(cover))).toBe(true)
  })
})
