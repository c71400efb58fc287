// What lies in the filing systems, as their reference agents tell it themselves.

import { callAgent } from '../../local/demo/portal'
import type { ArrivedLetter } from './evidence'

interface PushLetter {
  deliveryKey: string
  recipient: string
  state: string
  diary: { number: string } | null
  documents: { sha256: string; fetched: boolean }[]
}

interface Dak {
  kcsKey: string
  toOffice: string
  state: string
  diaryNo: string
  pages: { sha256: string }[]
}

/** The letters of an agent of the KCS Agent Protocol; `system` is its endpoint. Of documents those that it has fetched. */
export async function lettersOfPush(system: string, url: string): Promise<ArrivedLetter[]> {
  const { letters } = await callAgent<{ letters: PushLetter[] }>(`${url}/letters`)
  return letters.map(({ deliveryKey, recipient, state, diary, documents }) => ({
    system,
    office: recipient,
    deliveryKey,
    diary: diary?.number ?? null,
    withdrawn: state === 'withdrawn',
    sha256: documents.filter(({ fetched }) => fetched).map(({ sha256 }) => sha256),
  }))
}

/** The daks of an e-Office; `system` is its endpoint. */
export async function daksOfEoffice(system: string, url: string): Promise<ArrivedLetter[]> {
  const { dak } = await callAgent<{ dak: Dak[] }>(`${url}/desk/dak`)
  return dak.map(({ kcsKey, toOffice, state, diaryNo, pages }) => ({
    system,
    office: toOffice,
    deliveryKey: kcsKey,
    diary: diaryNo,
    withdrawn: state === 'RECALLED',
    sha256: pages.map(({ sha256 }) => sha256),
  }))
}
