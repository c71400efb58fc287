// The sheet of an act of the desk: each asks the reason, and some what else they need.

import type { SystemHealth } from '../../../contract/operations'
import { ActDialog } from './act-dialog'
import type { Act, Said } from './acts'
import { AddressDialog } from './address-dialog'
import { type Chosen, JobDialog } from './job-dialog'
import { SecretDialog } from './secret-dialog'

export type Sheet =
  | Act
  | { on: 'letters'; chosen: Chosen }
  | { on: 'address' | 'secret'; system: SystemHealth }

interface Props {
  sheet: Sheet
  systems: readonly SystemHealth[]
  close: () => void
  done: (said: Said) => void
}

export function DeskSheet({ sheet, systems, close, done }: Props) {
  switch (sheet.on) {
    case 'letters':
      return <JobDialog chosen={sheet.chosen} systems={systems} close={close} done={done} />
    case 'address':
      return <AddressDialog system={sheet.system} close={close} done={done} />
    case 'secret':
      return <SecretDialog system={sheet.system} close={close} />
    default:
      return <ActDialog act={sheet} close={close} done={done} />
  }
}
