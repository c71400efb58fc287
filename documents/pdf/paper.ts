// A sheet of A4 that flows: bilingual text that can be copied and searched, tagged for screen readers, same bytes each time.

import PDFDocument from 'pdfkit'

import { drawWithActualText } from './actual-text'
import { fontBytes, type FontName } from './fonts'
import { breakLines, hasMalayalam, runsOf, wordsOf } from './runs'

/** What the PDF says about itself; `day` stamps it, so that the same facts give the same bytes. */
export interface PaperFacts {
  title: string
  subject: string
  author: string
  /** Main language, BCP 47. */
  lang: 'en-IN' | 'ml-IN'
  createdAt: Date
  layout?: 'portrait' | 'landscape'
}

/** How a piece of text looks; sizes and gaps in points. */
export interface TextStyle {
  size?: number
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  colour?: string
  /** Space below. */
  gap?: number
  /** Distance of all lines from the left margin. */
  indent?: number
  /** Tag for screen readers; default P. */
  tag?: 'P' | 'H1' | 'H2' | 'Caption'
}

/** A box on the sheet that text is set in. */
export interface Box {
  x: number
  y: number
  width: number
}

const MARGIN = 56
const FOOT = 40
/** Line height by size: Malayalam stacks need more air than Latin. */
const LEADING = 1.45

/** One PDF under construction. Everything is drawn downwards; a new page begins by itself. */
export class Paper {
  readonly left = MARGIN
  readonly width: number
  readonly doc: PDFKit.PDFDocument
  y = MARGIN
  private readonly root: PDFKit.PDFStructureElement
  private readonly bytes: Promise<Buffer>

  constructor(facts: PaperFacts) {
    this.doc = new PDFDocument({
      size: 'A4',
      layout: facts.layout ?? 'portrait',
      margin: 0,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: facts.lang,
      info: {
        Title: facts.title,
        Subject: facts.subject,
        Author: facts.author,
        Creator: 'Kerala State Unified Communication Service',
        CreationDate: facts.createdAt,
      },
    })
    for (const font of ['Manjari-Regular', 'Manjari-Bold'] satisfies FontName[]) {
      this.doc.registerFont(font, fontBytes(font))
    }
    this.bytes = collect(this.doc)
    this.width = this.doc.page.width - 2 * MARGIN
    this.root = this.doc.struct('Document', { title: facts.title })
    this.doc.addStructure(this.root)
  }

  /** Sets a paragraph over the whole width. */
  text(text: string, style: TextStyle = {}): void {
    const indent = style.indent ?? 0
    const lines = this.linesOf(text, this.width - indent, style)
    this.tagged(style.tag ?? 'P', text, () => {
      for (const line of lines) {
        this.room(this.lineHeight(style))
        this.line(line, { x: this.left + indent, y: this.y, width: this.width - indent }, style)
        this.y += this.lineHeight(style)
      }
    })
    this.y += style.gap ?? 0
  }

  /** A thin rule over the whole width, dashed where the paper is to be cut. */
  rule(gap = 8, dashed = false): void {
    this.artifact(() => {
      const { doc, left, y, width } = this
      doc.save().lineWidth(0.6)
      if (dashed) doc.dash(3, { space: 3 })
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .stroke('#444444')
        .restore()
    })
    this.y += gap
  }

  /** Goes to a new page unless `height` points are left on this one; returns whether it did. */
  room(height: number): boolean {
    if (this.y + height <= this.doc.page.height - MARGIN - FOOT / 2) return false
    this.doc.continueOnNewPage()
    this.y = MARGIN
    return true
  }

  /** Draws text in a box without moving on; the caller has made room. */
  block(lines: readonly string[], box: Box, style: TextStyle = {}): void {
    lines.forEach((line, index) => {
      this.line(line, { ...box, y: box.y + index * this.lineHeight(style) }, style)
    })
  }

  /** The lines a text takes in a box of this width. */
  linesOf(text: string, width: number, style: TextStyle = {}): string[] {
    return breakLines(text, width, (word) => this.widthOf(word, style))
  }

  lineHeight(style: TextStyle = {}): number {
    return (style.size ?? 10.5) * LEADING
  }

  /** Draws inside a new element of the tag tree; the text decides the language that it is read aloud in. */
  tagged(tag: string, text: string, draw: () => void, parent = this.root): void {
    parent.add(this.doc.struct(tag, { lang: hasMalayalam(text) ? 'ml-IN' : 'en-IN' }, draw))
  }

  /** An element of the tag tree that holds others, such as Table or TR; end() it when it is complete. */
  branch(tag: string, parent = this.root): PDFKit.PDFStructureElement {
    const element = this.doc.struct(tag)
    parent.add(element)
    return element
  }

  /** Draws what is decoration: rules, marks, page numbers. Not inside `tagged`. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** Draws on every page what belongs on each (numbers, marks), then returns the bytes. */
  async finish(each: (page: number, pages: number) => void): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange()
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(start + index)
      this.artifact(() => each(index + 1, count))
    }
    this.root.end()
    this.doc.end()
    return this.bytes
  }

  /** Draws one line word by word: fonts hold Malayalam in visual order, so each such run carries its real text. */
  line(text: string, box: Box, style: TextStyle = {}): void {
    const space = this.widthOf(' ', style)
    const words = wordsOf(text)
    const widthUsed = words.reduce((sum, word) => sum + this.widthOf(word, style), space * (words.length - 1))
    const free = box.width - widthUsed
    let x = box.x + (style.align === 'right' ? free : style.align === 'center' ? free / 2 : 0)
    this.use(style)
    this.doc.fillColor(style.colour ?? '#111111')
    words.forEach((word, index) => {
      for (const run of runsOf(word)) {
        const draw = () => this.doc.text(run.text, x, box.y, { lineBreak: false })
        if (run.malayalam) drawWithActualText(this.doc, run.text, draw)
        else draw()
        x += this.doc.widthOfString(run.text)
      }
      if (index < words.length - 1) this.doc.text(' ', x, box.y, { lineBreak: false })
      x += space
    })
  }

  /** A large word across the page; it is read as a space, so that it does not cut the text it crosses. */
  mark(text: string, centre: { x: number; y: number }, size: number, colour: string): void {
    this.use({ size, bold: true })
    const x = centre.x - this.doc.widthOfString(text) / 2
    this.doc.fillColor(colour)
    drawWithActualText(this.doc, ' ', () => this.doc.text(text, x, centre.y, { lineBreak: false }))
  }

  private widthOf(word: string, style: TextStyle): number {
    this.use(style)
    return runsOf(word).reduce((sum, run) => sum + this.doc.widthOfString(run.text), 0)
  }

  private use(style: TextStyle): void {
    this.doc.font(style.bold ? 'Manjari-Bold' : 'Manjari-Regular').fontSize(style.size ?? 10.5)
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
