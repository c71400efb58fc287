// A content that does not come in time breaks off, whoever sends it.

import { Readable } from 'node:stream'
import type { Pace } from './store'

/** The content, which ends with an error where nothing of it comes for a while, or all of it takes too long. */
export function timed(source: Readable, { idleMs, wholeMs }: Pace): Readable {
  const giveUp = (): void => void source.destroy(new Error('The time is over.'))
  const idle = setTimeout(giveUp, idleMs)
  const whole = setTimeout(giveUp, wholeMs)
  const over = (): void => {
    clearTimeout(idle)
    clearTimeout(whole)
  }
  source.on('error', () => undefined)
  async function* chunks(): AsyncGenerator<unknown> {
    try {
      for await (const chunk of source) {
        idle.refresh()
        yield chunk
      }
    } finally {
      over()
    }
  }
  const stream = Readable.from(chunks(), { objectMode: false })
  stream.once('close', () => {
    over()
    source.destroy()
  })
  return stream
}
