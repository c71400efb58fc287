// An endpoint as connectors want it: with its secrets in the clear.

import type { Endpoint } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { openedSettings } from './settings'

/** Opens the sealed fields and leaves out what is no connector's business; throws the Error of `unseal`. */
export function openedEndpoint(
  secrets: { unseal(sealed: string): string },
  record: EndpointRecord,
): Endpoint {
  const { id, mechanism, agent, address, backOff, concurrency, sealedFormer, formerUntil } = record
  const settings = openedSettings(secrets, record)
  const endpoint = { id, mechanism, agent, address, settings, backOff, concurrency }
  if (!sealedFormer || !formerUntil) return endpoint
  const former = openedSettings(secrets, { sealedSettings: sealedFormer, sealedSecret: '', sealedToken: '' })
  return { ...endpoint, former: { settings: former, until: formerUntil } }
}
