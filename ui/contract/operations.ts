// The operator's desk as the Gateway API returns it.

import type {
  DeskLetterDetailResponse,
  DeskLetterResponse,
  JobResponse,
  SystemHealthResponse,
} from '../../api/routes/operations/desk/schema'

export type SystemHealth = SystemHealthResponse
export type DeskLetter = DeskLetterResponse
export type DeskLetterDetail = DeskLetterDetailResponse
export type DeskJob = JobResponse
