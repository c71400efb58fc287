// The specimen letter of `kcs agent check`: marked as one, and its documents served while the check runs.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import { type Parcel } from '../connectors/connector'
import { type DocumentSource } from '../connectors/document-source'
import { KcsError } from '../domain/common/error'
import type { DocumentReference } from '../domain/letters/dispatch/dispatch'
import { specimenParcel } from '../domain/letters/delivery/specimen'
import { drawSpecimen, SPECIMEN_FACTS } from '../process/specimen'

/** A document that a specimen letter can have. */
export interface SpecimenDocument {
  reference: DocumentReference
  content: Buffer
}

export interface Specimen {
  /** Where the documents can be fetched, as if it were KCS. */
  url: string
  documents: DocumentSource
  /** The document of the letter itself. */
  pdf: Buffer
  /** That document, and two that can be enclosed. */
  served: readonly SpecimenDocument[]
  /** A document that is like it and no other; it is not served. */
  another(): SpecimenDocument
  /** A new letter to the seat, with a delivery key of its own. */
  parcel(office: string, seat: string): Parcel
  close(): Promise<void>
}

/** Draws the documents and serves them on the port of 127.0.0.1; 0 takes a free one. */
export async function openSpecimen(port: number): Promise<Specimen> {
  const pdf = await drawSpecimen()
  const letter = documentOf('specimen.pdf', pdf)
  let made = 0
  const another = (): SpecimenDocument => {
    made += 1
    return documentOf(`specimen-${made}.pdf`, Buffer.concat([pdf, Buffer.from(`% ${ulid()}\n`)]))
  }
  const served = [letter, another(), another()]
  const contents = new Map(served.map(({ reference, content }) => [reference.sha256, content]))
  const server = createServer((request, response) => {
    const [, sha256 = ''] = /^\/v1\/documents\/(\w+)\/content$/.exec(request.url ?? '') ?? []
    const content = contents.get(sha256)
    if (content === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'application/pdf', 'content-length': content.length })
        .end(content)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pdf,
    served,
    another,
    documents: {
      async open(wanted) {
        const content = contents.get(wanted)
        if (content === undefined) throw new KcsError('document-unknown')
        return { stream: Readable.from([content]), size: content.length }
      },
    },
    parcel: (office, seat) => parcelOf(office, seat, letter.reference),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function documentOf(name: string, content: Buffer): SpecimenDocument {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { reference: { sha256, name, mediaType: 'application/pdf', size: content.length }, content }
}

function parcelOf(office: string, seat: string, document: DocumentReference): Parcel {
  const recipient = {
    office: { code: office, name: office, nameMl: '', address: '', email: '' },
    seat: { id: seat, designation: 'Recipient of a specimen', section: '' },
  }
  return specimenParcel(SPECIMEN_FACTS, { id: ulid(), recipient, document, at: new Date() })
}
