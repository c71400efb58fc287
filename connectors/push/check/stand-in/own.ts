// Who an agent is, as a stand-in of KCS tells it: by that call an agent says that it is back.

import { type Part, reply, replyKeyInvalid } from './server'

export interface Own {
  /** How often an agent asked with the right key. */
  askings: number
}

/** The part that tells whoever shows the key who it is. */
export function ownPart(): { own: Own; part: Part } {
  const own: Own = { askings: 0 }
  return {
    own,
    part(call) {
      if (call.method !== 'GET' || call.path !== '/v1/agent') return false
      if (!call.hasKey) replyKeyInvalid(call)
      else {
        own.askings += 1
        reply(call, 200, { id: 'check', offices: [], endpoints: [], keys: [] })
      }
      return true
    },
  }
}
