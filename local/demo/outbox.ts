// What offices hand to their filing system for KCS: each letter has a name there, which names it at KCS as well.

import { SPECIMEN_ORDER } from '../../process/specimen'
import { JobFailed } from './patience'
import { callAgent } from './portal'

/** Paths of the outbox of a filing system: of agents of our protocol, of an iAPS, and of all others. */
function outboxOf({ system, url }: { system: string; url: string }): { put: string; list: string } {
  if (system === 'push' || system === 'pull') return { put: `${url}/outbox`, list: `${url}/outbox` }
  return { put: `${url}/desk/${system === 'iaps' ? 'outgoing' : 'letters'}`, list: `${url}/desk/outbox` }
}

interface OutboxItem {
  id: string
  state: 'waiting' | 'taken' | 'rejected'
  /** What KCS answered: the letter or its id where it was taken. */
  answer: { id: string } | string
}

type Place = Parameters<typeof outboxOf>[0]

/** Where a letter stands in the outbox: its id at KCS, null before it is taken, undefined where it is not there yet. */
export async function sentId(place: Place, id: string): Promise<string | null | undefined> {
  const { items } = await callAgent<{ items: OutboxItem[] }>(outboxOf(place).list)
  const item = items.find((one) => one.id === id)
  if (!item) return undefined
  if (item.state === 'rejected')
    throw new JobFailed(`KCS did not take the letter: ${JSON.stringify(item.answer)}`)
  if (item.state !== 'taken') return null
  return typeof item.answer === 'string' ? item.answer : item.answer.id
}

/** A letter as an office writes it; the paper is a PDF. */
export interface OfficeLetter {
  id: string
  office: string
  seat: string
  kind: string
  subject: string
  number: string
  recipients: readonly { office?: string; seat?: string; purpose: 'action' | 'information' }[]
  paper: { name: string; content: Buffer }
  fileNumber?: string
  times?: { acknowledgeWithinSeconds: number; escalateEverySeconds: number }
}

/** Puts a letter into the outbox; one that is there under the same id stays as it is. */
export async function putLetter(place: Place, letter: OfficeLetter): Promise<void> {
  const { id, office, seat, kind, subject, number, recipients, paper, fileNumber, times } = letter
  await callAgent(outboxOf(place).put, {
    ...{ id, office, kind, subject, recipients, language: 'en' },
    sender: { seat },
    letterNumber: number,
    letterDate: SPECIMEN_ORDER.date,
    ...(fileNumber === undefined ? {} : { fileNumber }),
    ...(times === undefined ? {} : { times }),
    documents: [
      { name: paper.name, mediaType: 'application/pdf', contentBase64: paper.content.toString('base64') },
    ],
  })
}
