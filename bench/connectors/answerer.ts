// The process that answers, as the benchmark sees it.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import type { Places, Told } from './answering'

export interface Answerer {
  /** Its address; each place is below it. */
  url: string
  open(places: Places): Promise<void>
  /** Every call to the place breaks the line, or is answered again. */
  setDown(place: string, isDown: boolean): Promise<void>
  /** Delivery keys in the order in which they were first named there. */
  arrivals(place: string): Promise<string[]>
  stop(): Promise<void>
}

/** Starts it; `execArgv` are the options of Node. */
export async function startAnswerer(execArgv: string[] = process.execArgv): Promise<Answerer> {
  const script = join(__dirname, `answering${extname(__filename)}`)
  const child = fork(script, { stdio: ['ignore', 2, 2, 'ipc'], execArgv })
  const { url } = await next<{ url: string }>(child)
  const tell = async <T>(told: Told): Promise<T> => {
    const answer = next<T>(child)
    child.send(told)
    return answer
  }
  return {
    url,
    open: (places) => tell({ places }),
    setDown: (place, isDown) => tell({ place, isDown }),
    arrivals: async (place) => (await tell<{ arrivals: string[] }>({ ask: 'arrivals', place })).arrivals,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function next<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}
