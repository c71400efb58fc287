// Sessions as the Gateway API returns them.

import type { SessionResponse } from '../../api/routes/access/session/schema'

export type Session = SessionResponse
export type HeldSeat = SessionResponse['seats'][number]
