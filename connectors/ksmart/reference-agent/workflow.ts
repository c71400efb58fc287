// How a file of the reference K-SMART goes from seat to seat: which event an act makes, and where it leaves the file.

import { type Application, type KsmartEvent } from '../schema'
import { type SeatAct } from './acts'

export type FileStatus = 'FILED' | 'OPENED' | 'ATTACHED' | 'DISPOSED' | 'WITHDRAWN' | 'REJECTED' | 'SENT_BACK'

export interface KeptFile {
  slip: { applicationId: string; fileNo: string; fileDate: string; serviceDeliveryDate: string }
  application: Application['Application']
  status: FileStatus
  reasonCode: string | null
  seat: string
  parentFileNo: string | null
  events: KsmartEvent[]
}

const AWAY: readonly FileStatus[] = ['WITHDRAWN', 'REJECTED', 'SENT_BACK']

/** The event of an act; null where the file is not there any more. */
export function eventOf(kept: KeptFile, act: SeatAct): KsmartEvent | null {
  if (AWAY.includes(kept.status)) return null
  const { fileNo, fileDate, applicationId } = kept.slip
  const base = {
    eventId: `${applicationId}-${kept.events.length + 1}`,
    externalId: kept.application.externalId,
    eventTime: Date.now(),
  }
  switch (act.action) {
    case 'FILE':
      return { ...base, action: act.action, fileNo, fileDate }
    case 'FORWARD':
      return { ...base, action: act.action, fromSeat: kept.seat, toSeat: act.toSeat, fileNo }
    case 'ATTACH':
      return { ...base, action: act.action, seat: kept.seat, parentFileNo: act.parentFileNo }
    case 'OPEN':
    case 'DISPOSE':
    case 'REJECT':
    case 'SEND_BACK':
      return { ...base, ...act }
  }
}

/** What an event changes of its file. */
export function endsOf(kept: KeptFile, event: KsmartEvent): Partial<KeptFile> {
  switch (event.action) {
    case 'FILE':
      return {}
    case 'OPEN':
      return kept.status === 'FILED' ? { status: 'OPENED' } : {}
    case 'FORWARD':
      return { seat: event.toSeat }
    case 'ATTACH':
      return { status: 'ATTACHED', parentFileNo: event.parentFileNo }
    case 'DISPOSE':
      return { status: 'DISPOSED' }
    case 'REJECT':
      return { status: 'REJECTED', reasonCode: event.reasonCode }
    case 'SEND_BACK':
      return { status: 'SENT_BACK' }
  }
}
