// The specimen letter of `kcs agent check`: marked as one, and its document served while the check runs.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import { type Parcel } from '../connectors/connector'
import { type DocumentSource } from '../connectors/document-source'
import { KcsError } from '../domain/common/error'
import { specimenParcel } from '../domain/letters/delivery/specimen'
import { drawSpecimen, SPECIMEN_FACTS } from '../process/specimen'

export interface Specimen {
  /** Where the document can be fetched, as if it were KCS. */
  url: string
  documents: DocumentSource
  /** The document itself. */
  pdf: Buffer
  /** A new letter to the seat, with a delivery key of its own. */
  parcel(office: string, seat: string): Parcel
  close(): Promise<void>
}

/** Draws the document and serves it on the port of 127.0.0.1; 0 takes a free one. */
export async function openSpecimen(port: number): Promise<Specimen> {
  const pdf = await drawSpecimen()
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const server = createServer((request, response) => {
    if (request.url === `/v1/documents/${sha256}/content`) {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': pdf.length }).end(pdf)
    } else response.writeHead(404).end()
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const document = { sha256, name: 'specimen.pdf', mediaType: 'application/pdf', size: pdf.length }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pdf,
    documents: {
      async open(wanted) {
        if (wanted !== sha256) throw new KcsError('document-unknown')
        return { stream: Readable.from([pdf]), size: pdf.length }
      },
    },
    parcel: (office, seat) => parcelOf(office, seat, document),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function parcelOf(office: string, seat: string, document: Parcel['letter']['documents'][number]): Parcel {
  const recipient = {
    office: { code: office, name: office, nameMl: '', address: '', email: '' },
    seat: { id: seat, designation: 'Recipient of a specimen', section: '' },
  }
  return specimenParcel(SPECIMEN_FACTS, { id: ulid(), recipient, document, at: new Date() })
}
