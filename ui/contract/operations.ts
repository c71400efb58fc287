// The operator's desk as the Gateway API returns it.

import type {
  DeskLetterDetailResponse,
  DeskLetterResponse,
  FailingRunResponse,
  JobResponse,
  SystemHealthResponse,
} from '../../api/routes/operations/desk/schema'
import type { DeliveryResponse } from '../../api/routes/access/subscription/schema'
import type { DeskEndpointResponse } from '../../api/routes/operations/desk/endpoint-schema'
import type { NewSettingResponse } from '../../api/routes/letters/endpoint/schema'

export type SystemHealth = SystemHealthResponse
export type DeskLetter = DeskLetterResponse
export type DeskLetterDetail = DeskLetterDetailResponse
export type DeskJob = JobResponse
export type FailingRun = FailingRunResponse
export type NewSetting = NewSettingResponse
export type DeskEndpoint = DeskEndpointResponse
export type DeskWebhook = DeskEndpointResponse['webhooks'][number]
export type WebhookDelivery = DeliveryResponse
