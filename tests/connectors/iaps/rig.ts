// A reference iAPS with its folders, reached by SFTP and as a folder of this machine; its desks pick up when they are told to.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CollectedLetter, type CollectPage, type UnreadLetter } from '../../../connectors/collect'
import { type Endpoint, type Parcel } from '../../../connectors/connector'
import { FOLDERS, type Manifest } from '../../../connectors/iaps/schema'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { get, post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'

/** A letter as its desks see it. */
export interface Shown {
  key: string
  inwardNumber: string
  state: string
  files: Manifest['files']
}

export interface IapsRig extends Rig {
  /** The folder of its drop on the disk. */
  drop: string
  /** The same drop, as a folder of this machine. */
  local: Endpoint
  deliver(parcel: Parcel, endpoint?: Endpoint): Promise<Outcome>
  pickUp(): Promise<void>
  /** The letters that lie at its desks under a key. */
  under(key: string): Promise<Shown[]>
  act(key: string, act: Record<string, unknown>): Promise<unknown>
  collect(endpoint?: Endpoint): Promise<CollectPage>
  /** Writes a file of the out folder as it is given. */
  putOut(name: string, content: string | object): Promise<string>
  names(folder: keyof typeof FOLDERS): Promise<string[]>
}

export async function startIaps(): Promise<IapsRig> {
  const rig = await startRig('iaps')
  const { connector, agentUrl } = rig
  const { folder: drop } = await get<{ folder: string }>(`${agentUrl}/desk/endpoint`)
  const local = { ...rig.endpoint, address: pathToFileURL(drop).href, settings: {} }
  return {
    ...{ ...rig, drop, local },
    deliver: async (parcel, endpoint = rig.endpoint) =>
      (await connector.deliver(endpoint, [parcel]))[0]!.outcome,
    async pickUp() {
      await post(`${agentUrl}/desk/pick-up`, {})
    },
    async under(key) {
      const { letters } = await get<{ letters: Shown[] }>(`${agentUrl}/desk/letters`)
      return letters.filter((letter) => letter.key === key)
    },
    act: (key, act) => post(`${agentUrl}/desk/letters/${key}/acts`, act),
    async collect(endpoint = rig.endpoint) {
      const page = await connector.collect!(endpoint, null)
      if ('fault' in page) throw new Error(JSON.stringify(page.fault))
      return page
    },
    async putOut(name, content) {
      const path = join(drop, FOLDERS.out, name)
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
      return path
    },
    names: (folder) => readdir(join(drop, FOLDERS[folder])),
  }
}

/** The manifest that is in the out folder once someone at the office wrote a letter. */
export async function manifestOf(
  rig: IapsRig,
  write: () => Promise<unknown> = () => rig.originate(),
): Promise<{ name: string; content: Record<string, unknown> }> {
  const before = new Set(await rig.names('out'))
  await write()
  const names = await rig.names('out')
  const name = names.find((each) => each.endsWith('.letter.json') && !before.has(each))!
  const text = await readFile(join(rig.drop, FOLDERS.out, name), 'utf8')
  return { name, content: JSON.parse(text) as Record<string, unknown> }
}

export function letterUnder(page: CollectPage, key: string): CollectedLetter | UnreadLetter | undefined {
  return page.letters.find((letter) => letter.key === key)
}
