// A notice as it is returned.

import type { NoticeRecord } from '../../../../database/letters/notice/repository'
import type { NoticeResponse } from './schema'

export function presentNotice(notice: NoticeRecord): NoticeResponse {
  const { id, kind, seat, address, tapal, dispatch, endpoint, level, at } = notice
  return { id, kind, seat, address, tapal, dispatch, endpoint, level, at: at.toISOString() }
}
