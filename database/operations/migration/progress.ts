// Tells how far the server has come with its indexes, while they are made.

import type { Connection } from 'mongoose'

const EVERY_MS = 5_000

/** Says every five seconds how far each index build is; `stop` ends it. Where the server does not tell, how long it takes. */
export function watchIndexBuilds(
  connection: Connection,
  say: (line: string) => void,
  everyMs = EVERY_MS,
): { stop(): void } {
  const since = Date.now()
  const timer = setInterval(() => void tell(), everyMs)
  timer.unref()
  let telling = false
  const tell = async (): Promise<void> => {
    if (telling) return
    telling = true
    const seconds = Math.round((Date.now() - since) / 1000)
    const builds = await buildsOf(connection).catch(() => [])
    for (const build of builds) say(progressLine(build))
    if (builds.length === 0) say(`still at the form of the database after ${seconds} s`)
    telling = false
  }
  return { stop: () => clearInterval(timer) }
}

interface Build {
  ns: string
  progress?: { done: number; total: number }
}

/** `tapals: indexes 45 %`. */
export function progressLine({ ns, progress }: Build): string {
  const name = ns.slice(ns.indexOf('.') + 1)
  if (!progress || progress.total === 0) return `${name}: indexes are being made`
  return `${name}: indexes ${Math.floor((100 * progress.done) / progress.total)} %`
}

async function buildsOf(connection: Connection): Promise<Build[]> {
  const admin = connection.getClient().db('admin')
  const operations = await admin
    .aggregate<Build>([
      { $currentOp: { allUsers: true } },
      { $match: { msg: { $regex: '^Index Build' }, ns: { $regex: `^${connection.name}\\.` } } },
      { $project: { ns: 1, progress: 1 } },
    ])
    .toArray()
  return operations
}
