// The recipients of a letter: counted, listed, fetched as a whole, reminded, taken back from.

import type { Route } from '../../../http/route'
import { exportLedgerRoute } from './export'
import { listLedgerActsRoute } from './list-acts'
import { listLedgerRoute } from './list'
import { recallPartRoute } from './recall-part'
import { remindRoute } from './remind'
import { readTallyRoute } from './tally'

export const ledgers: readonly Route[] = [
  readTallyRoute,
  listLedgerRoute,
  exportLedgerRoute,
  remindRoute,
  recallPartRoute,
  listLedgerActsRoute,
]
