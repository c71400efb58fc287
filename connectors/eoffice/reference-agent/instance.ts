// One e-Office of the reference server: its dak, files, desks and what it owes KCS.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callBack, handOver, type KeptLetter, type Settings, settingsSchema } from '../../reference/gateway'
import { KnobBoard, type KnobSettings } from '../../reference/knobs'
import { type Outbox, openOutbox, type Try } from '../../reference/outbox'
import { callbackSignature } from '../callback'
import { type EofficeEvent } from '../schema'
import { type DakRegister, openDakRegister } from './dak'

export interface InstanceOptions {
  /** Part of its address: `http://127.0.0.1:<port>/<code>`. */
  code: string
  name: string
  /** Token that KCS must show. */
  token: string
  /** Offices that work in it; all if empty. */
  offices: string[]
  /** Head of its diary numbers. */
  prefix: string
  settings: Partial<Settings>
  knobs: KnobSettings
}

export type Owed = { letter: KeptLetter } | { event: EofficeEvent }

export interface Instance {
  options: InstanceOptions
  folder: string
  settings: Settings
  knobs: KnobBoard
  dak: DakRegister
  outbox: Outbox<Owed>
  stop(): Promise<void>
}

/** Opens an instance on its folder and goes on with what it still owes. */
export async function openInstance(stateFolder: string, options: InstanceOptions): Promise<Instance> {
  const folder = join(stateFolder, options.code)
  const kept = await readFile(join(folder, 'settings.json'), 'utf8').catch(() => '{}')
  const settings = settingsSchema.parse({ ...options.settings, ...(JSON.parse(kept) as object) })
  const knobs = new KnobBoard(options.knobs)
  const dak = await openDakRegister(folder, options.prefix)
  const outbox = await openOutbox<Owed>(join(folder, 'outbox.jsonl'), (id, owed) =>
    tryOnce(folder, settings, knobs, id, owed),
  )
  // A crash may have parted an event from its place in the outbox; putting it there again does no harm.
  for (const { events } of dak.all()) for (const event of events) await outbox.put(event.eventId, { event })
  return {
    options,
    folder,
    settings,
    knobs,
    dak,
    outbox,
    async stop() {
      await outbox.stop()
      await dak.close()
    },
  }
}

async function tryOnce(
  folder: string,
  settings: Settings,
  board: KnobBoard,
  id: string,
  owed: Owed,
): Promise<Try> {
  if (settings.kcsUrl === '') return null
  if ('letter' in owed) return handOver(settings, join(folder, 'documents'), id, owed.letter)
  if (settings.endpointId === '' || settings.secret === '') return null
  const body = JSON.stringify({ events: [owed.event] })
  const post = () => {
    const time = String(Math.floor(Date.now() / 1000))
    const signature = callbackSignature(settings.secret, time, body)
    return callBack(settings, { 'x-eoffice-time': time, 'x-eoffice-signature': signature }, body)
  }
  let result = await post()
  for (let more = 0; result?.end === 'taken' && more < board.knobs.repeatCallbacks; more += 1)
    result = await post()
  return result
}
