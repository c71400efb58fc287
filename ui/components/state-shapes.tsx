// A shape of its own for each state, so that no state is shown by colour alone.

import type { DispatchState } from '../../domain/letters/dispatch/dispatch'
import type { TapalState } from '../../domain/letters/tapal/states'

export type Tone = 'calm' | 'wait' | 'good' | 'bad'

interface Look {
  tone: Tone
  /** Lines of a 16 × 16 drawing, 2 wide. */
  path: string
  filled?: boolean
}

export const stateLooks: Record<TapalState | DispatchState, Look> = {
  accepted: { tone: 'calm', path: 'M2 5h12v8H2z' },
  'in-progress': { tone: 'wait', path: 'M8 2a6 6 0 1 0 6 6M8 5v3l2 2' },
  routed: { tone: 'wait', path: 'M2 8h11M9 4l4 4-4 4' },
  'handed-over': { tone: 'wait', path: 'M2 4h5M2 8h9M2 12h5M10 5l3 3-3 3' },
  delivered: { tone: 'wait', path: 'M2 9h3l1 2h4l1-2h3v5H2zM8 1v5M5.500 4 8 6.500 10.500 4' },
  acknowledged: { tone: 'good', path: 'M8 1.500a6.500 6.500 0 1 0 .010 0M5 8l2.200 2.200L11 6' },
  opened: { tone: 'good', path: 'M2 7l6-5 6 5v7H2zM2 7l6 4 6-4' },
  'in-process': { tone: 'good', path: 'M3 2h7l3 3v9H3zM5.500 7h5M5.500 10h5' },
  closed: { tone: 'good', path: 'M1 8l3 3 5-6M7 10l1 1 6-7' },
  refused: {
    tone: 'bad',
    path: 'M5 1.500h6L14.500 5v6L11 14.500H5L1.500 11V5zM5.500 5.500l5 5M10.500 5.500l-5 5',
  },
  returned: { tone: 'bad', path: 'M6 3 2 7l4 4M2 7h8a4 4 0 0 1 0 7H7' },
  recalled: { tone: 'calm', path: 'M3 3v4h4M3.500 7A5.500 5.500 0 1 1 3 10' },
  cancelled: { tone: 'calm', path: 'M8 1.500a6.500 6.500 0 1 0 .010 0M3.500 3.500l9 9' },
  expired: { tone: 'bad', path: 'M4 1.500h8M4 14.500h8M5 1.500c0 4 6 5 6 13M11 1.500c0 4-6 5-6 13' },
  failed: { tone: 'bad', path: 'M8 1.500 15 14H1zM8 6v4M8 11.800v.400' },
  redirected: { tone: 'calm', path: 'M2 13V9c0-2 1-3 3-3h8M10 3l3 3-3 3' },
}
