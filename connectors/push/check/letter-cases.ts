// Cases: letters of all sorts are taken, and only where they belong.

import { type Parcel } from '../../connector'
import { type AgentCase, TAKES_NONE } from './case'

/** A letter as Kerala writes them: with the joiners by which its script is spelt. */
export const MALAYALAM = {
  letterNumber: 'SPECIMEN/ML/1',
  subject: 'മാതൃക: തമിഴ്\u200cനാട് സർക്കാരിന്\u200dറെ കത്ത് സംബന്ധിച്ച്',
  documentName: 'തമിഴ്\u200cനാട് സർക്കാരിന്\u200dറെ ഉത്തരവ്.pdf',
  office: 'മാതൃകാ ഓഫീസ്',
  designation: 'സെക്\u200cഷൻ ഓഫീസർ',
} as const

export const malayalam: AgentCase = {
  id: 'malayalam',
  section: '3',
  title: 'It takes a letter whose subject, names and documents are in Malayalam',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const { languages } = examination.takes
    if (languages && !languages.includes('ml'))
      return examination.leaveOut('it says in its capabilities that it takes no Malayalam')
    const letter = examination.letter(inMalayalam)
    const what = 'a letter with subject, names of offices and of its document in Malayalam'
    await examination.deliver(letter, what, { refusal: 'malayalam-refused' })
  },
}

/** The letter with subject, names of offices and seats, and names of documents in Malayalam. */
export function inMalayalam(parcel: Parcel): Parcel {
  const { subject, letterNumber, documentName, office, designation } = MALAYALAM
  const named = (party: Parcel['recipient']): Parcel['recipient'] => ({
    office: { ...party.office, nameMl: office },
    seat: { ...party.seat, designation },
  })
  const documents = parcel.letter.documents.map((document, i) => ({
    ...document,
    name: i === 0 ? documentName : `${i}-${documentName}`,
  }))
  const sender = named(parcel.letter.sender)
  return {
    ...parcel,
    recipient: named(parcel.recipient),
    letter: { ...parcel.letter, subject, letterNumber, documents, sender, language: 'ml' },
  }
}

export const enclosures: AgentCase = {
  id: 'several-documents',
  section: '3',
  title: 'It takes a letter with enclosures',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const { maxDocuments = Infinity } = examination.takes
    if (maxDocuments < 2)
      return examination.leaveOut('it says in its capabilities that it takes one document')
    const more = examination.agent.enclosures
    const letter = examination.letter((parcel) => ({
      ...parcel,
      letter: { ...parcel.letter, documents: [...parcel.letter.documents, ...more].slice(0, maxDocuments) },
    }))
    const what = `a letter with ${letter.documents.length} documents`
    await examination.deliver(letter, what, { refusal: 'several-documents' })
  },
}

export const values: AgentCase = {
  id: 'values',
  section: '3',
  title: 'It takes letters for action and for information, of each urgency and kind',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const { kinds } = examination.takes
    for (const [purpose, urgency, kind] of [
      ['action', 'urgent', 'letter'],
      ['information', 'immediate', 'circular'],
      ['action', 'normal', 'memorandum'],
      ['information', 'normal', 'note'],
      ['action', 'normal', 'reply'],
    ] as const) {
      if (kinds && !kinds.includes(kind)) continue
      const letter = examination.letter((parcel) => ({
        ...parcel,
        purpose,
        letter: { ...parcel.letter, urgency, kind },
      }))
      const what = `a ${kind} for ${purpose}, ${urgency}`
      if (!(await examination.deliver(letter, what, { refusal: 'value-refused' }))) return
    }
  },
}

export const unknownMembers: AgentCase = {
  id: 'unknown-members',
  section: 'In short',
  title: 'It takes a letter in which it does not know every member',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const letter = { ...examination.letter(), memberOfALaterVersion: { of: 'this check' } }
    const what = 'a letter with a member that this version does not have'
    await examination.deliver(letter, what, { refusal: 'unknown-member-refused' })
  },
}

export const elsewhere: AgentCase = {
  id: 'base-path',
  section: '1',
  title: 'It takes letters below its own address alone',
  blockedBy: TAKES_NONE,
  async run(examination) {
    const letter = examination.letter()
    const answered = await examination.call({
      method: 'POST',
      path: '/not-of-the-protocol/tapals',
      id: letter.deliveryKey,
      headers: { 'kcs-delivery-key': letter.deliveryKey, 'kcs-attempt': '1' },
      body: JSON.stringify(letter),
      what: 'a letter, rightly signed, at an address that the protocol does not know',
    })
    const { result } = answered
    if ('status' in result && result.status >= 200 && result.status <= 299)
      examination.note('answers-anywhere', answered)
  },
}
