// Sessions as the Gateway API returns them.

import type { SessionAnswer } from '../../api/routes/access/session/schema'

export type Session = SessionAnswer
export type HeldSeat = SessionAnswer['seats'][number]
