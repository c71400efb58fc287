// Addresses that responses point to.

import { dispatchWorkflowId } from '../../../domain/letters/dispatch/dispatch'
import type { ApiSettings } from '../../deps'

/** The run in Temporal Web, or null where there is none. */
export function temporalUrl(settings: ApiSettings, workflowId: string): string | null {
  if (settings.temporalWebUrl === null) return null
  const namespace = encodeURIComponent(settings.temporalNamespace)
  return `${settings.temporalWebUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`
}

export function dispatchLinks(settings: ApiSettings, id: string) {
  return {
    self: `/v1/dispatches/${id}`,
    trace: `/v1/dispatches/${id}/trace`,
    temporal: temporalUrl(settings, dispatchWorkflowId(id)),
  }
}
