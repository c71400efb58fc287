/** Reads the text out of the PDFs that documents/pdf draws, as a reader that copies it would: spans by their ActualText. */
import { inflateSync } from 'node:zlib'

/** The words of all pages in drawing order, parted by single spaces. Throws if the bytes are no PDF of ours. */
export function pdfText(pdf: Buffer): string {
  return pdfPages(pdf).join(' ')
}

/** The words of each page. */
export function pdfPages(pdf: Buffer): string[] {
  if (pdf.subarray(0, 5).toString() !== '%PDF-') throw new Error('not a PDF')
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const content = at(objects, head, /\/Contents (\d+) 0 R/)
    const fonts = fontsOf(objects, at(objects, head, /\/Resources (\d+) 0 R/).head)
    return textOf(content.stream, fonts)
  })
}

interface PdfObject {
  head: string
  stream: string
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of source.matchAll(
    /(?:^|\n)(\d+) 0 obj\n(.*?)(?:\nstream\n(.*?)\nendstream)?\nendobj/gs,
  )) {
    const [, number = '', head = '', body] = match
    const packed = body !== undefined && head.includes('/FlateDecode') && !head.includes('CIDFontType0C')
    const stream = packed ? inflateSync(Buffer.from(body, 'latin1')).toString('latin1') : ''
    objects.set(number, { head, stream })
  }
  return objects
}

function at(objects: Map<string, PdfObject>, head: string, reference: RegExp): PdfObject {
  const object = objects.get(reference.exec(head)?.[1] ?? '')
  if (!object) throw new Error(`no object for ${reference.source} in ${head}`)
  return object
}

/** For each font name of a page the characters of its glyphs, by glyph number. */
function fontsOf(objects: Map<string, PdfObject>, resources: string): Map<string, string[]> {
  const fonts = new Map<string, string[]>()
  for (const [, name = '', number = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const cmap = at(objects, objects.get(number)?.head ?? '', /\/ToUnicode (\d+) 0 R/).stream
    const glyphs: string[] = []
    for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/gs)) {
      const characters = [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) =>
        utf16(hex.replaceAll(' ', '')),
      )
      characters.forEach((character, index) => (glyphs[parseInt(from, 16) + index] = character))
    }
    fonts.set(name, glyphs)
  }
  return fonts
}

const OPERATOR =
  /(?<element>\/MCID)|\/ActualText \((?<actual>(?:\\.|[^\\)])*)\)|\/(?<font>F\d+) \S+ Tf|\[(?<shown>[^\]]*)\] TJ|(?<end>EMC)|(?<x>\S+) (?<y>\S+) Tm/gs

function textOf(content: string, fonts: Map<string, string[]>): string {
  let text = ''
  let glyphs: string[] = []
  let covered = false
  let line: string | undefined
  for (const { groups = {} } of content.matchAll(OPERATOR)) {
    if (groups['actual'] !== undefined) {
      text += unescaped(groups['actual'])
      covered = true
    } else if (groups['element']) text += ' '
    else if (groups['font']) glyphs = fonts.get(groups['font']) ?? []
    else if (groups['end']) covered = false
    else if (groups['shown'] && !covered) {
      for (const [, hex = ''] of groups['shown'].matchAll(/<([0-9a-f]*)>/g)) {
        for (const code of hex.match(/.{4}/g) ?? []) text += glyphs[parseInt(code, 16)] ?? '\uFFFD'
      }
    } else if (groups['y'] && groups['y'] !== line && !covered) {
      line = groups['y']
      text += ' '
    }
  }
  return text.replace(/\s+/g, ' ').trim()
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A literal string of a PDF: UTF-16 with its mark, or Latin. */
function unescaped(literal: string): string {
  const bytes = literal.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character)
  const hex = Buffer.from(bytes, 'latin1').toString('hex')
  return hex.startsWith('feff') ? utf16(hex.slice(4)) : bytes
}

function utf16(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)))
}
