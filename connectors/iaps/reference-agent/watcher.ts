// Looks into the folders of the drop: picks up what KCS has dropped, and reads what it was told of what went out.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inTurn, writeWhole } from '../../reference/journal'
import {
  type Answer,
  DRAFT_ENDING,
  FOLDERS,
  keyPath,
  type Manifest,
  manifestSchema,
  SERVICE_FILE,
  verdictSchema,
} from '../schema'
import { type KeptLetter, type Letters } from './letters'
import { type OutBook } from './out-book'

/** Drafts of writers that died are thrown away after a day. */
const DRAFT_MS = 24 * 3_600_000
const SERVICE = {
  system: 'iAPS',
  mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'],
  maxFileBytes: 50 * 1024 * 1024,
  maxFiles: 20,
}

export interface Watcher {
  /** Picks up what lies there now, and writes what is owed. */
  look(): Promise<void>
  /** Reads what KCS has said of what went out. */
  hear(): Promise<void>
  stop(): Promise<void>
}

interface Parts {
  drop: string
  offices: readonly string[]
  letters: Letters
  out: OutBook
}

/** Makes the folders and begins to look. What a crash left half done is completed by the next look: the register decides. */
export async function openWatcher(parts: Parts, everyMs: number): Promise<Watcher> {
  const { drop } = parts
  for (const folder of Object.values(FOLDERS)) await mkdir(join(drop, folder), { recursive: true })
  await writeWhole(join(drop, SERVICE_FILE), JSON.stringify(SERVICE))
  const turn = inTurn()
  const look = (): Promise<void> => turn(() => lookOnce(parts))
  await look()
  const timer = setInterval(() => void look().catch(console.error), everyMs)
  return {
    look,
    hear: () => turn(() => readVerdicts(parts)),
    async stop() {
      clearInterval(timer)
      await turn(async () => undefined)
    },
  }
}

async function lookOnce(parts: Parts): Promise<void> {
  const { drop, letters, out } = parts
  await readVerdicts(parts)
  for (const name of await namesIn(drop, FOLDERS.in)) await claim(drop, name)
  for (const name of await namesIn(drop, FOLDERS.picked)) await answer(parts, name.slice(0, -'.json'.length))
  for (const { acts } of letters.all()) for (const act of acts) await out.putAct(act)
  await out.write()
  await sweep(drop)
}

async function readVerdicts({ drop, out }: Parts): Promise<void> {
  for (const name of await namesIn(drop, FOLDERS.verdicts)) {
    const path = join(drop, FOLDERS.verdicts, name)
    const verdict = verdictSchema.safeParse(parsed(await readFile(path, 'utf8').catch(() => '')))
    if (verdict.success) await out.note(verdict.data)
    await rm(path, { force: true })
  }
}

/** The names of what is whole in a folder. */
async function namesIn(drop: string, folder: string): Promise<string[]> {
  return (await readdir(join(drop, folder))).filter((name) => name.endsWith('.json')).sort()
}

/** Of KCS, which may take it back, and of iAPS, the one has the letter that moves its manifest. */
async function claim(drop: string, name: string): Promise<void> {
  const isWithdrawn = await isThere(join(drop, FOLDERS.withdrawn, name))
  if (isWithdrawn) return rm(join(drop, FOLDERS.in, name), { force: true })
  await rename(join(drop, FOLDERS.in, name), join(drop, FOLDERS.picked, name)).catch(unlessAbsent)
}

/** Enters a letter that was picked up, once, and writes what became of it. A faulty one is removed before that is said. */
async function answer(parts: Parts, key: string): Promise<void> {
  const { drop, letters, offices } = parts
  const known = letters.find(key)
  if (known) return say(drop, key, answerOf(known))
  const { manifest, fault } = await read(drop, key)
  if (manifest === null || fault !== null) {
    for (const { file } of manifest?.files ?? []) await rm(join(drop, FOLDERS.inFiles, file), { force: true })
    await rm(join(drop, keyPath('picked', key)), { force: true })
    return say(drop, key, { state: 'faulty', fault: fault ?? 'manifest-unknown' })
  }
  const isOurs = offices.length === 0 || offices.includes(manifest.to.office)
  return say(drop, key, answerOf(await letters.enter(manifest, isOurs ? null : 'other-office')))
}

async function say(drop: string, key: string, said: Answer): Promise<void> {
  const path = join(drop, keyPath('answers', key))
  const text = JSON.stringify(said)
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) await writeWhole(path, text)
}

function answerOf({ inwardNumber, inwardDay, refusal }: KeptLetter): Answer {
  if (refusal) return { state: 'refused', ...refusal }
  return { state: 'taken', inwardNumber, inwardDay }
}

async function read(drop: string, key: string): Promise<{ manifest: Manifest | null; fault: string | null }> {
  const text = await readFile(join(drop, keyPath('picked', key)), 'utf8').catch(() => '')
  const result = manifestSchema.safeParse(parsed(text))
  if (!result.success || result.data.key !== key)
    return { manifest: null, fault: text.endsWith('}') ? 'manifest-unknown' : 'incomplete' }
  for (const { file, sha256 } of result.data.files) {
    const path = join(drop, FOLDERS.inFiles, file)
    if (!(await isThere(path))) return { manifest: result.data, fault: 'incomplete' }
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    if (hash.digest('hex') !== sha256) return { manifest: result.data, fault: 'checksum' }
  }
  return { manifest: result.data, fault: null }
}

async function sweep(drop: string): Promise<void> {
  for (const folder of Object.values(FOLDERS))
    for (const name of await readdir(join(drop, folder))) {
      if (!name.endsWith(DRAFT_ENDING)) continue
      const path = join(drop, folder, name)
      const facts = await stat(path).catch(unlessAbsent)
      if (facts && Date.now() - facts.mtimeMs > DRAFT_MS) await rm(path, { force: true })
    }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
