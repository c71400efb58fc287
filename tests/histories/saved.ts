// The histories kept in the tree, one file per scene and run.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { temporal } from '@temporalio/proto'
import type { History } from './scenes'

const { History: Proto } = temporal.api.history.v1

const FOLDER = join(__dirname, 'saved')

/** All kept histories, as the replay takes them. */
export function savedHistories(): { workflowId: string; history: History }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      workflowId: file.replace(/\.json$/, ''),
      history: Proto.fromObject(
        JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>,
      ),
    }))
}

/** Keeps a history without what tells of the machine it ran on. */
export function saveHistory(name: string, history: History): void {
  const hidden = new Set(['identity', 'stackTrace'])
  const plain = Proto.toObject(Proto.fromObject(history), { enums: String, longs: String, bytes: String })
  const json = JSON.stringify(plain, (key, value: unknown) => (hidden.has(key) ? '' : value), 2)
  writeFileSync(join(FOLDER, `${name}.json`), `${json.replaceAll(hostname(), 'host')}\n`)
}
