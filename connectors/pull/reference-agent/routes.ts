// What people at the agent do and see, and what a demo or a test drives.

import { type Router } from '@koa/router'
import { page, table } from '../../reference/page'
import { addProtocolDesk } from '../../reference/protocol-desk'
import { type Agent } from './instance'
import { type FetchedLetter, isWhole } from './letters'

export function addDesk(router: Router, agent: Agent): void {
  addProtocolDesk(router, agent, { overview: () => overview(agent), letter: letterShown })
}

function letterShown(letter: FetchedLetter): Record<string, unknown> {
  const { deliveryKey, reference, fetchedAt, state, diaryNumber, said, inward, documents } = letter
  const { letterNumber, subject, despatchNumber } = inward.letter
  return {
    ...{ deliveryKey, reference, fetchedAt, state, diaryNumber, letterNumber, despatchNumber, subject },
    id: inward.id,
    given: inward.lease.given,
    purpose: inward.purpose,
    recipient: inward.recipient.office.code,
    said,
    documents: inward.documents.map(({ name, sha256 }) => ({
      name,
      sha256,
      fetched: documents.includes(sha256),
    })),
  }
}

function overview(agent: Agent): ReturnType<typeof page> {
  const letters = agent.letters
    .all()
    .map((letter) => [
      letter.fetchedAt,
      letter.inward.letter.letterNumber,
      letter.inward.letter.subject,
      letter.inward.sender.office.name,
      letter.state,
      isWhole(letter) ? 'all here' : 'being fetched',
      letter.diaryNumber ?? '',
    ])
  const outbox = agent.outbox.items().map(({ id, state, tries }) => [id, state, String(tries)])
  return page(`${agent.options.name}: agent that fetches its letters`, [
    table(
      'Letters that were fetched',
      ['At', 'Number', 'Subject', 'From', 'State', 'Documents', 'Diary number'],
      letters,
    ),
    table('Said and handed to KCS', ['Id', 'State', 'Tries'], outbox),
  ])
}
