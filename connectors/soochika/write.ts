// XML as text: every value is escaped, and what XML 1.0 cannot hold is left out.

/** Markup that is already XML; only `element` makes it. */
export class Markup {
  constructor(readonly xml: string) {}
}

/** What stands in an element: a value, other elements, or nothing. */
export type Content = string | number | boolean | Markup | readonly Markup[]

/** Outside the characters of XML 1.0: most control characters, halves of pairs, and two that are none. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // For `]]>` must not stand in a text.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // As itself it would be read as a line feed, and in an attribute these would be read as blanks.
  '\r': '&#13;',
  '\t': '&#9;',
  '\n': '&#10;',
}

/** A text as it may stand in an element or in an attribute. */
export function escapeXml(text: string): string {
  return text.replace(NOT_IN_XML, '').replace(/[&<>"'\r\t\n]/g, (sign) => ESCAPES[sign]!)
}

/** An element; name and names of attributes are ours and stand as they are. */
export function element(
  name: string,
  content: Content,
  attributes: Readonly<Record<string, string>> = {},
): Markup {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const open = `${name}${listed.join('')}`
  const inside = contentXml(content)
  return new Markup(inside === '' ? `<${open}/>` : `<${open}>${inside}</${name}>`)
}

/** Elements of these names and values, in this order; one whose value is undefined is left out. */
export function elements(members: Readonly<Record<string, Content | undefined>>): Markup[] {
  return Object.entries(members).flatMap(([name, content]) =>
    content === undefined ? [] : [element(name, content)],
  )
}

function contentXml(content: Content): string {
  if (content instanceof Markup) return content.xml
  if (typeof content === 'object') return content.map(({ xml }) => xml).join('')
  return escapeXml(String(content))
}
