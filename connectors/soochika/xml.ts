// XML from outside as a small tree: names with their namespace, no document types, and bounds on depth, elements, attributes and bytes.

import { SaxesParser } from 'saxes'

/** An element; its name is without prefix, for the namespace says which it is. */
export interface XmlElement {
  namespace: string
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** The text directly in it, of CDATA too; comments are left out. */
  text: string
}

/** Why an XML is not taken. */
export type XmlFault = 'xml-doctype' | 'xml-too-deep' | 'xml-too-large' | 'xml-malformed'

/** `elements` of a whole, `attributes` of one of them; a letter to ten thousand recipients fits. */
export const XML_LIMITS = { bytes: 4 * 1024 * 1024, depth: 32, elements: 100_000, attributes: 32 }

class Refused extends Error {
  constructor(readonly code: XmlFault) {
    super(code)
  }
}

/** Reads an XML of UTF-8, or of UTF-16 with its mark. Never throws for what is in it: the fault says why it is refused. */
export function readXml(bytes: Uint8Array, limits = XML_LIMITS): { root: XmlElement } | { fault: XmlFault } {
  if (bytes.length > limits.bytes) return { fault: 'xml-too-large' }
  try {
    return { root: parse(decode(bytes), limits) }
  } catch (error) {
    return { fault: error instanceof Refused ? error.code : 'xml-malformed' }
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isLittle = first === 0xff && second === 0xfe
  const isBig = first === 0xfe && second === 0xff
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

function parse(text: string, limits: typeof XML_LIMITS): XmlElement {
  // Whatever it calls itself, it is XML 1.0: 1.1 lets characters in that no register can hold.
  const parser = new SaxesParser({
    ...{ xmlns: true as const, position: false },
    ...{ defaultXMLVersion: '1.0' as const, forceXMLVersion: true as const },
  })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let elements = 0
  let attributes = 0
  parser.on('doctype', () => {
    throw new Refused('xml-doctype')
  })
  parser.on('error', () => {
    throw new Refused('xml-malformed')
  })
  parser.on('opentagstart', () => {
    attributes = 0
  })
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) throw new Refused('xml-too-large')
  })
  parser.on('opentag', (tag) => {
    if (open.length >= limits.depth) throw new Refused('xml-too-deep')
    if (++elements > limits.elements) throw new Refused('xml-too-large')
    const named = Object.fromEntries(
      Object.values(tag.attributes).map(({ uri, local, value }) => [
        uri === '' ? local : `{${uri}}${local}`,
        value,
      ]),
    )
    const element: XmlElement = {
      namespace: tag.uri,
      name: tag.local,
      attributes: named,
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const take = (part: string): void => {
    const current = open.at(-1)
    if (current) current.text += part
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.write(text).close()
  if (!root) throw new Refused('xml-malformed')
  return root
}
