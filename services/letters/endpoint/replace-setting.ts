// A setting of an endpoint gives way to another; both count for a while.

import type { EndpointAct } from '../../../database/letters/endpoint/editing'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ServiceDeps } from '../../deps'
import { openedSettings, sealedSettings } from './settings'
import { tellResumed } from './tell'

export interface Replacement {
  /** Its name on the card of the system. */
  setting: string
  /** What the system made; KCS makes one where none is given. */
  value?: string | undefined
  /** For how long the one before counts too; 0 ends every one before at once. */
  overlapHours: number
  /** Names the request: a repeat of it replaces nothing. */
  settingsKey: string
}

/**
 * Returns the endpoint as it is after it, also for a repeat; null where another request set a setting between the reading
 * of `record` and the writing, and nothing was done. A pause of KCS is probed at once, for the setting may have been its cause.
 */
export async function replaceSetting(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>,
  record: EndpointRecord,
  { setting, value, overlapHours, settingsKey }: Replacement,
  act: EndpointAct,
): Promise<EndpointRecord | null> {
  const { repositories, secrets } = deps
  const before = openedSettings(secrets, record)
  const overlaps = overlapHours > 0
  const settings = {
    sealedSettings: sealedSettings(secrets, { ...before, [setting]: value ?? secrets.newWebhookSecret() }),
    sealedFormer: overlaps ? sealedSettings(secrets, before) : '',
    formerUntil: overlaps ? new Date(act.note.at.getTime() + overlapHours * 3_600_000) : null,
    settingsKey,
  }
  const where = { setting, before: record.sealedSettings }
  const changed = await repositories.endpoints.setSettings(record.id, settings, where, act)
  if (changed && record.state === 'paused') tellResumed(deps, record.id)
  const current = await repositories.endpoints.byId(record.id)
  return changed || current?.settingsKey === settingsKey ? current : null
}
