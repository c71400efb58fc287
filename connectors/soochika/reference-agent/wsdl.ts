// The description of the service of the reference Soochika (WSDL 1.1, document/literal), for whoever makes a client.

import { NAMESPACE, PORTS } from '../schema'
import { SOAP } from '../soap'
import { escapeXml } from '../write'

type Port = keyof typeof PORTS
/** Name and type of each member; `?` may be left out, `*` comes as often as needed. */
type Members = Readonly<Record<string, string>>

const TYPES: Readonly<Record<string, Members>> = {
  Party: {
    OfficeCode: 'xs:string',
    OfficeName: 'xs:string',
    SeatId: 'xs:string',
    SeatName: 'xs:string',
    Section: 'xs:string?',
  },
  Entry: { Section: 'xs:string', Number: 'xs:string', Year: 'xs:gYear', Date: 'xs:date' },
  MimeTypes: { MimeType: 'xs:string*' },
  BroughtDocument: { Sha256: 'xs:string', FileName: 'xs:string', MimeType: 'xs:string', Bytes: 'xs:long' },
  BroughtDocuments: { Document: 't:BroughtDocument*' },
  Recipient: { Office: 'xs:string?', Seat: 'xs:string?', Group: 'xs:string?', Purpose: 'xs:string' },
  Recipients: { Recipient: 't:Recipient*' },
  SentDocument: {
    ...{ DocumentId: 'xs:string', FileName: 'xs:string', MimeType: 'xs:string?' },
    ...{ Bytes: 'xs:long?', Sha256: 'xs:string?' },
  },
  SentDocuments: { Document: 't:SentDocument*' },
  Letter: {
    ...{ Id: 'xs:string', Version: 'xs:string?', Office: 'xs:string', Seat: 'xs:string?', Kind: 'xs:string' },
    ...{ Subject: 'xs:string', LetterNo: 'xs:string', LetterDate: 'xs:date', FileNo: 'xs:string?' },
    ...{ SubjectCode: 'xs:string?', Priority: 'xs:string?', Language: 'xs:string?' },
    ...{ Recipients: 't:Recipients', ReplyWithinSeconds: 'xs:long?', EscalateEverySeconds: 'xs:long?' },
    Documents: 't:SentDocuments?',
  },
  Letters: { Letter: 't:Letter*' },
  Report: {
    ...{ Id: 'xs:string', KcsKey: 'xs:string', When: 'xs:dateTime', Act: 'xs:string' },
    ...{ FromSeat: 'xs:string?', ToSeat: 'xs:string?', Seat: 'xs:string?', FileNo: 'xs:string?' },
    ...{ Code: 'xs:string?', Remarks: 'xs:string?', RightOffice: 'xs:string?', Entry: 't:Entry?' },
  },
  Reports: { Report: 't:Report*' },
  Result: {
    ...{ Of: 'xs:string', Id: 'xs:string', Taken: 'xs:boolean' },
    ...{ KcsId: 'xs:string?', Remarks: 'xs:string?' },
  },
  Results: { Result: 't:Result*' },
}

const KEY = { KcsKey: 'xs:string' }
const HELD = { Held: 'xs:long', Complete: 'xs:boolean' }

/** Port, members of the request and members of the answer of each operation. */
const OPERATIONS: Readonly<Record<string, readonly [Port, Members, Members]>> = {
  GetService: [
    'enquiry',
    {},
    { Product: 'xs:string', MimeTypes: 't:MimeTypes', MaxFileBytes: 'xs:long', MaxFiles: 'xs:long' },
  ],
  GetInward: [
    'enquiry',
    KEY,
    {
      ...{ State: 'xs:string', InwardId: 'xs:string?', Entry: 't:Entry?' },
      ...{ Code: 'xs:string?', Remarks: 'xs:string?', RightOffice: 'xs:string?' },
    },
  ],
  FindDocument: ['documents', { Sha256: 'xs:string' }, HELD],
  PutPiece: [
    'documents',
    { Sha256: 'xs:string', Offset: 'xs:long', Size: 'xs:long', Content: 'xs:base64Binary' },
    HELD,
  ],
  GetPiece: [
    'documents',
    { DocumentId: 'xs:string', Offset: 'xs:long', Length: 'xs:long' },
    { Content: 'xs:base64Binary', Last: 'xs:boolean' },
  ],
  RegisterInward: [
    'inward',
    {
      ...{ ...KEY, Purpose: 'xs:string', ReplyWithinSeconds: 'xs:long', From: 't:Party', To: 't:Party' },
      ...{ Kind: 'xs:string', Subject: 'xs:string', LetterNo: 'xs:string', LetterDate: 'xs:date' },
      ...{ FileNo: 'xs:string', DespatchNo: 'xs:string', Priority: 'xs:string', Language: 'xs:string' },
      Documents: 't:BroughtDocuments',
    },
    { InwardId: 'xs:string', Entry: 't:Entry?', Repeated: 'xs:boolean' },
  ],
  WithdrawInward: ['withdrawal', KEY, { Result: 'xs:string' }],
  GetOutbox: [
    'outbox',
    { After: 'xs:string?', Max: 'xs:long' },
    { Letters: 't:Letters', Reports: 't:Reports', Next: 'xs:string', HasMore: 'xs:boolean' },
  ],
  SettleOutbox: ['outbox', { Results: 't:Results' }, {}],
}

/** The WSDL of the service below an address. */
export function wsdlOf(address: string): string {
  const operations = Object.entries(OPERATIONS)
  const ports = Object.keys(PORTS) as Port[]
  const types = Object.entries(TYPES).map(
    ([name, members]) => `<xs:complexType name="${name}">${sequence(members)}</xs:complexType>`,
  )
  const messages = operations.flatMap(([name, [, request, answer]]) => [
    [name, request] as const,
    [`${name}Response`, answer] as const,
  ])
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    ` xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap="${SOAP}" xmlns:t="${NAMESPACE}" targetNamespace="${NAMESPACE}">`,
    `<wsdl:types><xs:schema targetNamespace="${NAMESPACE}" elementFormDefault="qualified">${types.join('')}`,
    ...messages.map(
      ([name, members]) =>
        `<xs:element name="${name}"><xs:complexType>${sequence(members)}</xs:complexType></xs:element>`,
    ),
    '</xs:schema></wsdl:types>',
    ...messages.map(
      ([name]) => `<wsdl:message name="${name}"><wsdl:part name="body" element="t:${name}"/></wsdl:message>`,
    ),
    ...ports.flatMap((port) => {
      const own = operations.filter(([, [itsPort]]) => itsPort === port).map(([name]) => name)
      return [portType(port, own), binding(port, own)]
    }),
    '<wsdl:service name="Soochika">',
    ...ports.map(
      (port) =>
        `<wsdl:port name="${port}" binding="t:${port}"><s:address location="${escapeXml(address + PORTS[port])}"/></wsdl:port>`,
    ),
    '</wsdl:service></wsdl:definitions>',
  ].join('')
}

function sequence(members: Members): string {
  const list = Object.entries(members).map(([name, type]) => {
    const bare = type.replace(/[?*]$/, '')
    const optional = bare === type ? '' : ' minOccurs="0"'
    const many = type.endsWith('*') ? ' maxOccurs="unbounded"' : ''
    return `<xs:element name="${name}" type="${bare}"${optional}${many}/>`
  })
  return `<xs:sequence>${list.join('')}</xs:sequence>`
}

function portType(port: Port, operations: readonly string[]): string {
  const list = operations.map(
    (name) =>
      `<wsdl:operation name="${name}"><wsdl:input message="t:${name}"/><wsdl:output message="t:${name}Response"/></wsdl:operation>`,
  )
  return `<wsdl:portType name="${port}">${list.join('')}</wsdl:portType>`
}

function binding(port: Port, operations: readonly string[]): string {
  const body = '<s:body use="literal"/>'
  const list = operations.map(
    (name) =>
      `<wsdl:operation name="${name}"><s:operation soapAction="${NAMESPACE}/${name}"/><wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`,
  )
  return `<wsdl:binding name="${port}" type="t:${port}"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${list.join('')}</wsdl:binding>`
}
