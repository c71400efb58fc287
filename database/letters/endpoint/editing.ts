// What operators change of an endpoint: each change and its entry in the audit log go in together.

import type { Connection } from 'mongoose'
import type { PausedWith } from '../../../domain/letters/endpoint/endpoint'
import { auditEntry, type ChangeNote, markOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { collectionOf } from '../../common/collection'
import { inTransaction } from '../../common/transaction'
import { AT_ONCE, OPEN } from './fields'
import { endpointCollection, type EndpointRow } from './schema'

/** Who acts, why, and the note for the audit log. */
export interface EndpointAct {
  reason: string
  /** Login of the operator. */
  by: string
  note: ChangeNote
}

export function endpointEditing(connection: Connection) {
  const rows = collectionOf(connection, endpointCollection)
  const audit = auditWriter(connection)

  /** Returns whether this call did it. `said` is entered beside the reason; nothing sealed may stand in it. */
  const edit = (
    id: string,
    where: Record<string, unknown>,
    set: Partial<EndpointRow>,
    { note, reason }: EndpointAct,
    said: Record<string, unknown> = {},
  ): Promise<boolean> =>
    inTransaction(connection, async (session) => {
      const answer = await rows.updateOne({ ...where, _id: id }, { $set: set }, { session })
      if (answer.modifiedCount === 0) return false
      const entry = auditEntry(
        { thing: 'endpoint', id, mark: markOf(note) },
        { after: { ...said, reason } },
        note,
      )
      await audit.enter([entry], session)
      return true
    })

  return {
    /** An operator's pause; also takes over a pause of ours. One that an operator began stays as it is. */
    pauseByOperator(id: string, pausedWith: PausedWith, act: EndpointAct): Promise<boolean> {
      const { reason, by } = act
      return edit(
        id,
        { state: { $ne: 'gone' }, pausedBy: { $ne: 'operator' } },
        { state: 'paused', pausedBy: 'operator', pausedAt: act.note.at, pausedWith, reason, by },
        act,
      )
    },

    /** Opens it again, whoever paused it; with `pausedWith` only where an operator's pause was begun so. */
    openByOperator(id: string, act: EndpointAct, pausedWith?: PausedWith): Promise<boolean> {
      const where = pausedWith
        ? { state: 'paused', pausedBy: 'operator', pausedWith }
        : { state: { $ne: 'open' } }
      return edit(id, where, { ...OPEN, ...AT_ONCE }, act)
    },

    /** It is there no more: what waits for it goes by the agent application of its offices. */
    callGone(id: string, act: EndpointAct): Promise<boolean> {
      const { reason, by } = act
      return edit(id, { state: { $ne: 'gone' } }, { state: 'gone', pausedAt: act.note.at, reason, by }, act)
    },

    setAddress(id: string, address: string, before: string, act: EndpointAct): Promise<boolean> {
      return edit(id, { address: before }, { address }, act, { address, before })
    },

    /**
     * Sets the settings, where they are still `before`; what was before is accepted beside them until the instant. `setting`
     * is the name of the one that changed.
     */
    setSettings(
      id: string,
      settings: Pick<EndpointRow, 'sealedSettings' | 'sealedFormer' | 'formerUntil' | 'settingsKey'>,
      { setting, before }: { setting: string; before: string },
      act: EndpointAct,
    ): Promise<boolean> {
      const { settingsKey, formerUntil } = settings
      return edit(
        id,
        { settingsKey: { $ne: settingsKey }, sealedSettings: before },
        { ...settings, sealedSecret: '', sealedToken: '' },
        act,
        { setting, formerUntil },
      )
    },
  }
}
