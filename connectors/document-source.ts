// Where connectors that carry the documents themselves get the bytes from.

import { type Readable } from 'node:stream'

/** The part of the document store that connectors need. */
export interface DocumentSource {
  /** Throws KcsError `document-unknown`; the stream fails with `document-damaged` if the content lost its hash. */
  open(sha256: string): Promise<{ stream: Readable; size: number }>
}
