// A webhook of K-SMART that says that a letter was filed, and how it is signed.

import { callbackSignature } from '../../../connectors/ksmart/callback'

/** The parts of it by the names that the tests of all call-backs know; the file has the number C/7 of 22 November 2026. */
export function webhookSpecimen(externalId: string, at: string) {
  const event: Record<string, unknown> = {
    ...{ eventId: 'r1', externalId, eventTime: Date.parse(at) },
    ...{ action: 'FILE', fileNo: 'C/7', fileDate: '22-11-2026' },
  }
  const good: { Events: [Record<string, unknown>] } = { Events: [event] }
  return {
    headers(secret: string, time: Date, body: Buffer) {
      const seconds = String(Math.floor(time.getTime() / 1000))
      return { 'x-ksmart-signature': callbackSignature(secret, seconds, body) }
    },
    signature: 'x-ksmart-signature',
    good,
    key: 'externalId',
    number: 'fileNo',
    day: 'fileDate',
    written: (day: string) => day.split('-').reverse().join('-'),
    miswritten: 'must be a day as DD-MM-YYYY',
  }
}
