// What operators change of an endpoint.

import type { PausedWith } from '../../../domain/letters/endpoint/endpoint'
import type { ChangeNote } from '../../access/audit/entry'
import type { ChangeEndpoint } from './changing'
import { AT_ONCE, OPEN, TO_ASK } from './fields'
import type { EndpointRow } from './schema'

/** Who acts, why, and the note for the audit log. */
export interface EndpointAct {
  reason: string
  /** Login of the operator. */
  by: string
  note: ChangeNote
}

/** The part of the repository for acts of operators; each returns whether this call did it. */
export function endpointEditing(changeEndpoint: ChangeEndpoint) {
  return {
    /** An operator's pause; also takes over a pause of ours. One that an operator began stays as it is. */
    pauseByOperator(id: string, pausedWith: PausedWith, { reason, by, note }: EndpointAct): Promise<boolean> {
      return changeEndpoint({
        id,
        where: { state: { $ne: 'gone' }, pausedBy: { $ne: 'operator' } },
        set: { state: 'paused', pausedBy: 'operator', pausedAt: note.at, pausedWith, reason, by },
        after: { reason },
        note,
      })
    },

    /** Opens it again, whoever paused it; with `pausedWith` only where an operator's pause was begun so. */
    openByOperator(id: string, { reason, note }: EndpointAct, pausedWith?: PausedWith): Promise<boolean> {
      const where = pausedWith
        ? { state: 'paused', pausedBy: 'operator', pausedWith }
        : { state: { $ne: 'open' } }
      return changeEndpoint({ id, where, set: { ...OPEN, ...AT_ONCE }, after: { reason }, note })
    },

    /** It is there no more: what waits for it goes by the agent application of its offices. */
    callGone(id: string, { reason, by, note }: EndpointAct): Promise<boolean> {
      const set = { state: 'gone' as const, pausedAt: note.at, reason, by }
      return changeEndpoint({ id, where: { state: { $ne: 'gone' } }, set, after: { reason }, note })
    },

    /** Sets another address, where it is still `before`. */
    setAddress(id: string, address: string, before: string, { reason, note }: EndpointAct): Promise<boolean> {
      const after = { address, before, reason }
      const set = { address, takes: null, ...TO_ASK }
      return changeEndpoint({ id, where: { address: before }, set, after, note })
    },

    /**
     * Sets the settings, where they are still `before`; what was before is accepted beside them until the instant. `setting`
     * is the name of the one that changed.
     */
    setSettings(
      id: string,
      settings: Pick<EndpointRow, 'sealedSettings' | 'sealedFormer' | 'formerUntil' | 'settingsKey'>,
      { setting, before }: { setting: string; before: string },
      { reason, note }: EndpointAct,
    ): Promise<boolean> {
      const { settingsKey, formerUntil } = settings
      return changeEndpoint({
        id,
        where: { settingsKey: { $ne: settingsKey }, sealedSettings: before },
        set: { ...settings, sealedSecret: '', sealedToken: '', ...TO_ASK },
        after: { setting, formerUntil, reason },
        note,
      })
    },
  }
}
