// What API and workers share when they are put together: the store of documents, and the connectors.

import type { Config } from '../config'
import { createSecrets } from '../secrets'
import { returnPathOf } from './return-path'
import { createConnectors } from '../connectors'
import type { Connector, Parcel } from '../connectors/connector'
import { createWebhookSender, type SendWebhook } from '../connectors/webhook'
import type { Repositories } from '../database'
import { type connect, openBucket } from '../database/connection'
import { documentStoreRows } from '../database/letters/document/store-rows'
import type { Mechanism } from '../domain/letters/systems'
import { dayInKerala } from '../domain/common/clock/ist'
import { isTestId } from '../domain/letters/sandbox/test-letter'
import { GridFsStore } from '../documents/gridfs-store'
import { type CoverParty, drawCover } from '../documents/pdf/draw-cover'
import type { DocumentStore } from '../documents/store'

/** The store of documents over the connection. */
export function createStore(connection: Awaited<ReturnType<typeof connect>>, now: () => Date): GridFsStore {
  return new GridFsStore({
    bucket: openBucket(connection),
    ...documentStoreRows(connection),
    now,
  })
}

/** All connectors with what they need of KCS. */
export function composeConnectors(
  config: Config,
  repositories: Repositories,
  documents: Pick<DocumentStore, 'open'>,
  now: () => Date,
): Record<Mechanism, Connector> {
  const secrets = createSecrets(config.secret)
  const { registers, despatchLists, tapals } = repositories
  return createConnectors({
    now,
    documents,
    publicUrl: config.http.publicUrl,
    mailLink: (tapalId) => `${config.http.publicUrl}/take/${secrets.mailLinkToken(tapalId)}`,
    mail: config.channels.email,
    returnPath: returnPathOf(config, secrets, 'tapal', now),
    drawCover: coverOf,
    allowLoopback: config.loopbackEndpoints,
    dropRoot: config.dropRoot,
    inbox: {
      allotInward: (entries) =>
        registers.allot(
          'inward',
          entries.map(({ tapalId, office }) => ({ subject: tapalId, office })),
          now(),
        ),
    },
    shelf: {
      wasGivenOut: (tapalId) =>
        (isTestId(tapalId) ? repositories.sandbox.tapals : tapals).wasGivenOut(tapalId),
    },
    despatchLists: {
      enlist: (entries) => despatchLists.enlist(entries, now()),
      async strike(tapalId) {
        const tapal = await tapals.byId(tapalId)
        if (tapal?.postalNumber) return 'posted'
        return (await despatchLists.withdraw(tapalId)) ? 'struck' : 'absent'
      },
    },
  })
}

/** What calls the addresses of webhooks. */
export function composeWebhooks({ loopbackEndpoints }: Config): SendWebhook {
  return createWebhookSender({ allowLoopback: loopbackEndpoints })
}

/** The cover of a tapal, as PDF. The link stands in the mail only, so that the paper holds no secret. */
function coverOf({ letter, recipient, purpose, acknowledgeWithinSeconds }: Parcel): Promise<Buffer> {
  const before = dayInKerala(new Date(letter.acceptedAt.getTime() + acknowledgeWithinSeconds * 1000))
  return drawCover({
    from: party(letter.sender),
    to: party(recipient),
    number: letter.letterNumber || letter.despatchNumber,
    date: letter.letterDate,
    subject: letter.subject,
    purpose,
    enclosures: letter.documents,
    ...(purpose === 'action' ? { acknowledge: { way: 'link' as const, before } } : {}),
  })
}

function party({ office, seat }: Parcel['recipient']): CoverParty {
  return {
    office: { en: office.name, ml: office.nameMl || office.name },
    seat: { en: seat.designation, ml: seat.designation },
    address: office.address === '' ? [] : office.address.split('\n'),
  }
}
