// The settings of an endpoint: kept as one sealed object, whatever its system names them.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'

/** Returns the settings as one sealed text; empty where there are none. */
export function sealedSettings(
  secrets: { seal(text: string): string },
  settings: Readonly<Record<string, string>>,
): string {
  return Object.keys(settings).length === 0 ? '' : secrets.seal(JSON.stringify(settings))
}

/** Opens the settings of a record; throws the Error of `unseal`. */
export function openedSettings(
  secrets: { unseal(sealed: string): string },
  record: Pick<EndpointRecord, 'sealedSettings' | 'sealedSecret' | 'sealedToken'>,
): Record<string, string> {
  if (record.sealedSettings)
    return JSON.parse(secrets.unseal(record.sealedSettings)) as Record<string, string>
  // A row that was written before settings were one object has two fields of fixed names.
  const settings = { secret: secrets.unseal(record.sealedSecret), token: secrets.unseal(record.sealedToken) }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''))
}
