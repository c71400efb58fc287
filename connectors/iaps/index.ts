// The connector for iAPS: letters are dropped into folders, by SFTP or on this machine, and what its offices send is picked up there.

import { untilPickUp } from '../../domain/letters/delivery/pick-up'
import { askTogether } from '../ask-together'
import { type Connector, type Endpoint } from '../connector'
import { type DocumentSource } from '../document-source'
import { dropAddressFault, type DropRules } from '../folder-address'
import { HTTP_LIMITS, type HttpLimits } from '../http'
import { inParallel } from '../in-parallel'
import { capabilitiesOf } from './capabilities'
import { dropLetter, statusOf, withdrawLetter } from './deliver'
import { type Drop, DropFault } from './drop'
import { outcomeOfThrown } from './errors'
import { openLocalDrop } from './local-drop'
import { collectOut, fileOpener, settleOut } from './outgoing'
import { createPatience } from './patience'
import { type Settings, settingsSchema } from './schema'
import { openSftpDrop } from './sftp-drop'

export interface IapsDeps {
  documents: DocumentSource
  now(): Date
  rules: DropRules
  /** Those of the calls by HTTP. */
  limits?: Partial<HttpLimits> | undefined
}

/** Letters of a batch share a line, as do questions. */
const AT_ONCE = 10

/** Makes the connector; iAPS knows a drop by its name, the delivery key, so a second one is no second letter. */
export function createIapsConnector({ documents, now, rules, limits }: IapsDeps): Connector {
  const all = { ...HTTP_LIMITS, ...limits }
  const patienceMsOf = (bytes: number): number => all.totalMs + (bytes / 2 ** 20) * all.uploadMsPerMiB
  const patience = createPatience(all.totalMs)
  const openDrop = async (endpoint: Endpoint): Promise<Drop> => {
    const { address, settings } = endpoint
    if (dropAddressFault(address, rules) !== null) throw new DropFault('address-forbidden')
    if (new URL(address).protocol === 'file:') return openLocalDrop(address, rules.dropRoot, patience)
    return openSftpDrop(address, settingsOf(settings), { rules, limits: all })
  }
  /** Does something over a line that ends with it. */
  const over = async <T>(endpoint: Endpoint, work: (drop: Drop) => Promise<T>): Promise<T> => {
    const drop = await openDrop(endpoint)
    try {
      return await work(drop)
    } finally {
      drop.close()
    }
  }
  const waitOf = ({ settings }: Endpoint): number => untilPickUp(settings['window'] ?? ANY_TIME, now()) ?? 0
  const ask = askTogether<Endpoint, ReturnType<typeof statusOf>>(AT_ONCE, async (endpoint, keys) => {
    const answers = await over(endpoint, (drop) =>
      inParallel(keys, endpoint.concurrency, (key) => statusOf(drop, key, waitOf(endpoint))),
    ).catch((error: unknown) => keys.map(() => outcomeOfThrown(error)))
    return async (key) => answers[keys.indexOf(key)]!
  })

  return {
    mechanism: 'iaps',
    idempotent: true,
    batchSize: AT_ONCE,
    statusAtOnce: AT_ONCE,
    capabilities: (endpoint) =>
      over(endpoint, capabilitiesOf).catch((error: unknown) => ({ fault: outcomeOfThrown(error) })),
    deliver: (endpoint, parcels) =>
      over(endpoint, (drop) =>
        inParallel(parcels, endpoint.concurrency, async (parcel) => ({
          tapalId: parcel.tapalId,
          outcome: await dropLetter(drop, parcel, { documents, waitMs: waitOf(endpoint) }),
        })),
      ).catch((error: unknown) =>
        parcels.map(({ tapalId }) => ({ tapalId, outcome: outcomeOfThrown(error) })),
      ),
    status: async (endpoint, { deliveryKey }) => await ask(endpoint, deliveryKey),
    withdraw: (endpoint, { deliveryKey }) =>
      over(endpoint, (drop) => withdrawLetter(drop, deliveryKey)).catch((error: unknown) => ({
        kind: 'failed',
        code: error instanceof DropFault ? error.fault : 'connector-fault',
      })),
    collect: (endpoint, after) =>
      over(endpoint, (drop) =>
        collectOut(drop, after, { now: now(), openFile: fileOpener(() => openDrop(endpoint), patienceMsOf) }),
      ).catch((error: unknown) => ({ fault: outcomeOfThrown(error) })),
    settle: (endpoint, results) =>
      over(endpoint, (drop) => settleOut(drop, results, now())).catch((error: unknown) => ({
        fault: outcomeOfThrown(error),
      })),
  }
}

const ANY_TIME = '00:00-24:00'

function settingsOf(settings: Endpoint['settings']): Settings {
  return settingsSchema.safeParse(settings).data ?? {}
}
