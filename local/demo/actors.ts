// The people and systems of the demo; they act through public interfaces only, and only on what they find there.

import { DEMO_PASSWORD } from './directory'
import { callAgent, type Portal, signIn } from './portal'

/** The address of KCS, of the filing systems that the order passes, and of the page of the mail server. */
export type DemoPlaces = Record<'kcs' | 'mail' | 'secretariat' | 'ksitm' | 'cdit', string>

/** One actor: does what there is to do now and returns whether all of its part is done. Safe to call again and again. */
export type Actor = () => Promise<boolean>

interface Dak {
  kcsKey: string
  letterNo: string
  desk: string
  fileNo: string | null
  events: { type: string }[]
}

/** The desks through which the IT Mission passes the tapal. */
const ROUTE = ['Deputy Director, e-Governance', 'Section Officer, e-Governance']

/** All actors for the letter of this number. */
export function demoActors(places: DemoPlaces, letterNumber: string, ownFile: string): Record<string, Actor> {
  return {
    'IT Mission': deskOfEoffice(places.ksitm, letterNumber, 'KSITM/eGov/12/2021', ROUTE),
    'own file': deskOfEoffice(places.secretariat, letterNumber, ownFile, []),
    'Accountant General (Audit)': clerkWithMail(places, letterNumber),
    'despatch clerk': despatchClerk(places),
    'seat above Web & New Media': seatAbove(places),
  }
}

/** Someone at an e-Office desk: puts the dak in an existing file and passes it along the route. */
function deskOfEoffice(
  eoffice: string,
  letterNumber: string,
  fileNo: string,
  route: readonly string[],
): Actor {
  return async () => {
    const { dak } = await callAgent<{ dak: Dak[] }>(`${eoffice}/desk/dak`)
    const mine = dak.find((one) => one.letterNo === letterNumber)
    if (!mine) return false
    const act = (body: unknown) => callAgent(`${eoffice}/desk/dak/${mine.kcsKey}/acts`, body)
    if (mine.fileNo === null) {
      await callAgent(`${eoffice}/desk/files`, { fileNo, subject: 'Unified Communication Service' })
      await act({ type: 'PUT_IN_FILE', fileNo })
      return false
    }
    const movementCount = mine.events.filter((event) => event.type === 'MOVED').length
    const next = route[movementCount]
    if (next === undefined) return true
    await act({ type: 'MOVED', toDesk: next })
    return false
  }
}

interface IapsDesk {
  letters: { key: string; letterNumber: string; acts: unknown[] }[]
}
interface IapsOut {
  items: { type: 'letter' | 'act'; state: string; content: { key?: string } }[]
}

/** The clerk at an iAPS: takes the letter of this number into the register, and has KCS collect word of it at once. */
export function clerkAtIaps(iaps: string, letterNumber: string, collect: () => Promise<unknown>): Actor {
  return async () => {
    const { letters } = await callAgent<IapsDesk>(`${iaps}/desk/letters`)
    const mine = letters.find((one) => one.letterNumber === letterNumber)
    if (!mine) return false
    if (mine.acts.length === 0) await callAgent(`${iaps}/desk/letters/${mine.key}/acts`, { act: 'taken' })
    const { items } = await callAgent<IapsOut>(`${iaps}/desk/out`)
    const waits = items.some(
      ({ type, state, content }) => type === 'act' && state === 'waiting' && content.key === mine.key,
    )
    if (waits) await collect()
    return !waits
  }
}

/** The clerk of an office outside: opens the mail, follows its link, and gives the number of their diary. */
function clerkWithMail({ kcs, mail }: DemoPlaces, letterNumber: string): Actor {
  return async () => {
    const { mails } = await callAgent<{ mails: { text: string }[] }>(`${mail}/mails`)
    const links = mails
      .filter(({ text }) => text.includes(letterNumber))
      .flatMap(({ text }) => text.match(/https?:\/\/\S+\/take\/[A-Za-z0-9._-]+/) ?? [])
    const link = links[0]
    if (!link) return false
    // As a browser would: first the page, which changes nothing, then the form.
    await fetch(link, { signal: AbortSignal.timeout(10_000) })
    await callAgent(link.replace(/^https?:\/\/[^/]+/, kcs), {
      diaryNumber: 'PAG(Audit)/Diary/1842/2021',
      takenBy: 'Diary Section, PAG (Audit)',
    })
    return true
  }
}

interface DespatchList {
  entries: { tapalId: string; postalNumber: string | null }[]
}

/** The despatch clerk of the sending office: prints the day's list, posts, and enters the postal numbers. */
function despatchClerk({ kcs }: DemoPlaces): Actor {
  const portal = officer(kcs, 'despatch.itd')
  return async () => {
    const { get, bytes, post } = await portal()
    const day = new Date(Date.now() + 330 * 60_000).toISOString().slice(0, 10)
    const { entries } = await get<DespatchList>(`/v1/despatch-lists?office=ITD&day=${day}`)
    const open = entries.filter((entry) => entry.postalNumber === null)
    if (open.length === 0) return false
    await bytes(`/v1/despatch-lists/pdf?office=ITD&day=${day}`)
    const posted = entries.length - open.length
    for (const [i, { tapalId }] of open.entries())
      await post('/v1/despatch-lists/postal-numbers', {
        tapalId,
        postalNumber: `RK${220_711_000 + posted + i}IN`,
      })
    return true
  }
}

/** The director's seat, to which the tapal climbs when nobody in Web & New Media takes it. */
function seatAbove({ kcs }: DemoPlaces): Actor {
  const portal = officer(kcs, 'director.iprd')
  return async () => {
    const { get, post } = await portal()
    const { items } = await get<{ items: { id: string }[] }>('/v1/tapals?seat=IPRD/DIR&view=escalated')
    for (const { id } of items) await post(`/v1/tapals/${id}/acknowledgement`, { seat: 'IPRD/DIR' })
    return items.length > 0
  }
}

/** An officer who signs in when first needed, and again when that failed. */
function officer(kcs: string, login: string): () => Promise<Portal> {
  let portal: Promise<Portal> | null = null
  return async () => {
    portal ??= signIn(kcs, login, DEMO_PASSWORD)
    try {
      return await portal
    } catch (error) {
      portal = null
      throw error
    }
  }
}
