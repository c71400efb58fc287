// Connectors for the check of a filing system, which needs no KCS: no record, no mail server, no post.

import { createConnectors } from '../connectors'
import type { Connector } from '../connectors/connector'
import type { DocumentSource } from '../connectors/document-source'
import type { RegisteredSystem } from '../domain/letters/systems'

/** The connector of the system; `publicUrl` is where it finds the documents of the letters that it is handed. */
export function agentConnector(
  system: RegisteredSystem,
  { documents, publicUrl }: { documents: DocumentSource; publicUrl: string },
): Connector {
  return createConnectors({
    documents,
    publicUrl,
    // The one who checks says where; there is nobody to be guarded from.
    allowLoopback: true,
    dropRoot: '/',
    // Systems inside KCS need these, and are not checked.
    mailLink: () => '',
    mail: { url: '', from: '' },
    drawCover: async () => Buffer.alloc(0),
    inbox: { allotInward: async () => new Map() },
    shelf: { wasGivenOut: async () => false },
    despatchLists: { enlist: async () => undefined, strike: async () => 'absent' },
  })[system]
}
