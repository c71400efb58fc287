// SOAP 1.1: envelopes out, and what an answer says: a value, a fault of its own, or what the line makes of it.

import { type z } from 'zod'
import { type FieldError } from '../../domain/common/error'
import { type HttpAnswer, type HttpFault, HTTP_LIMITS } from '../http'
import { type EndpointRequest } from '../http-request'
import { isOk } from '../http-outcome'
import { readValue } from '../reading'
import { faultDetailSchema, LISTS, NAMESPACE } from './schema'
import { type Content, element, elements, type Markup } from './write'
import { readXml, type XmlElement, type XmlFault } from './xml'

export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const NIL = '{http://www.w3.org/2001/XMLSchema-instance}nil'
export const XML_TYPE = 'text/xml; charset=utf-8'

/** A SOAP fault: whose it is, and what it says in the words of Soochika, as far as it does. */
export interface SoapFault {
  side: string
  detail: z.infer<typeof faultDetailSchema> | null
}

/** What an answer says. `line`: no SOAP came, or a status that says all. */
export type SoapAnswer<T> =
  | { value: T }
  | { unread: readonly FieldError[] }
  | { soapFault: SoapFault }
  | { line: HttpAnswer | HttpFault }

/** The text of an envelope around one element. */
export function envelopeOf(body: Markup): string {
  const whole = element('soap:Envelope', element('soap:Body', body), { 'xmlns:soap': SOAP })
  return `<?xml version="1.0" encoding="utf-8"?>${whole.xml}`
}

/** An operation, or the answer to one, with its members in their order. */
export function message(name: string, members: Readonly<Record<string, Content | undefined>>): Markup {
  return element(name, elements(members), { xmlns: NAMESPACE })
}

/** The request by which an operation is called. */
export function soapRequest(
  path: string,
  operation: string,
  members: Readonly<Record<string, Content | undefined>>,
): EndpointRequest {
  const headers = {
    accept: 'text/xml',
    'content-type': XML_TYPE,
    soapaction: `"${NAMESPACE}/${operation}"`,
  }
  return { method: 'POST', path, headers, body: envelopeOf(message(operation, members)) }
}

/** What the answer to an operation says; `answerBytes` is how many of it were read. */
export function readSoap<T>(
  schema: z.ZodType<T>,
  operation: string,
  result: HttpAnswer | HttpFault,
  answerBytes = HTTP_LIMITS.answerBytes,
): SoapAnswer<T> {
  if ('fault' in result) return { line: result }
  const body = bodyOf(result, answerBytes)
  if ('element' in body && isFault(body.element)) return { soapFault: faultOf(body.element) }
  if (!isOk(result)) return { line: result }
  if (!('element' in body)) return body
  const { namespace, name } = body.element
  if (namespace !== NAMESPACE || name !== `${operation}Response`)
    return unread(`The envelope does not hold ${operation}Response of ${NAMESPACE}.`)
  return readValue(schema, valueOf(body.element))
}

/** The element in the body of an envelope, or what is wrong with it. */
export function bodyOf(
  { headers, body }: Pick<HttpAnswer, 'headers' | 'body'>,
  answerBytes: number,
): { element: XmlElement } | { unread: readonly FieldError[] } {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return unread('The answer is compressed, which was not asked for.')
  if (body === null) return unread(`The answer is longer than ${answerBytes} bytes.`)
  if (body.length === 0) return unread('The answer has no body.')
  const xml = readXml(body)
  if ('fault' in xml) return unread(XML_WORDS[xml.fault])
  const { root } = xml
  const isEnvelope = root.namespace === SOAP && root.name === 'Envelope'
  const content = root.children.find(({ namespace, name }) => namespace === SOAP && name === 'Body')
  const found = content?.children[0]
  return isEnvelope && found ? { element: found } : unread('The XML is no envelope of SOAP 1.1 with a body.')
}

const XML_WORDS: Readonly<Record<XmlFault, string>> = {
  'xml-malformed': 'The body is not XML.',
  'xml-doctype': 'The XML has a document type, which is not read.',
  'xml-too-deep': 'The XML is nested too deep.',
  'xml-too-large': 'The XML is too large.',
}

/**
 * An element as a value: a text, an object of its members, or for the lists that are known the values in it. A member that
 * stands there twice is a list, too, so that it does not fit where one is expected; one that is nil is null. Elements of
 * other namespaces are passed over.
 */
export function valueOf({ name, text, attributes, children }: XmlElement): unknown {
  if (attributes[NIL] === 'true' || attributes[NIL] === '1') return null
  const own = children.filter(({ namespace }) => namespace === NAMESPACE || namespace === '')
  if (LISTS.has(name)) return own.map(valueOf)
  if (own.length === 0) return text.trim()
  const members = new Map<string, unknown[]>()
  for (const child of own) {
    const values = members.get(child.name)
    if (values) values.push(valueOf(child))
    else members.set(child.name, [valueOf(child)])
  }
  return Object.fromEntries([...members].map(([key, all]) => [key, all.length === 1 ? all[0] : all]))
}

function isFault({ namespace, name }: XmlElement): boolean {
  return namespace === SOAP && name === 'Fault'
}

/** SOAP 1.1, 4.4: the members of a fault have no namespace; some servers give them one. */
function faultOf({ children }: XmlElement): SoapFault {
  const member = (name: string) => children.find((child) => child.name === name)
  const side = /^(?:[^:]*:)?(\w+)/.exec(member('faultcode')?.text.trim() ?? '')?.[1] ?? ''
  const error = member('detail')?.children.find(
    ({ namespace, name }) => namespace === NAMESPACE && name === 'Error',
  )
  const detail = error ? readValue(faultDetailSchema, valueOf(error)) : null
  return { side, detail: detail !== null && 'value' in detail ? detail.value : null }
}

function unread(detail: string): { unread: readonly FieldError[] } {
  return { unread: [{ pointer: '', detail }] }
}
