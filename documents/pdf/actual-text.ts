// Draws text together with the characters it stands for, so that it can be copied, searched and read aloud.

/**
 * Draws one run of text, as `draw` does it in one call of `doc.text`, as a span that carries the characters `actual`.
 * Readers place a span's characters by the text state at its end. pdfkit sets each text inside a saved state of its own
 * and a span around it would end in another one, so the marks are put inside the text object: after its font, before its end.
 */
export function drawWithActualText(doc: PDFKit.PDFDocument, actual: string, draw: () => void): void {
  const add = doc.addContent.bind(doc)
  doc.addContent = (operator: unknown) => {
    doc.addContent = add
    if (operator === 'ET') doc.endMarkedContent()
    add(operator)
    if (typeof operator === 'string' && operator.endsWith(' Tf')) {
      doc.markContent('Span', { actual })
    }
    doc.addContent = marking
    return doc
  }
  const marking = doc.addContent
  try {
    draw()
  } finally {
    doc.addContent = add
  }
}
