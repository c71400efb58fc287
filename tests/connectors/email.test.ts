// E-mail: what arrives at a real mail server, and what its faults mean.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { outcomeOfSmtpFault } from '../../connectors/email/errors'
import { type Parcel } from '../../connectors/connector'
import { type Mail } from '../../connectors/email/reference-agent/mails'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type Rig, startRig } from './rigs'
import { endpointAt, PDF_SHA256 } from './specimen'

let rig: Rig
beforeAll(async () => {
  rig = await startRig('email')
})
afterAll(() => rig.stop())
afterEach(() => rig.knobs({ down: false, reject4xxTimes: 0, reject5xx: false, cutAfterTakingTimes: 0 }))

const deliver = async (parcel: Parcel): Promise<Outcome> =>
  (await rig.connector.deliver(endpointAt('email', ''), [parcel]))[0]!.outcome

async function mailsOf(parcel: Parcel): Promise<Mail[]> {
  const { mails } = (await (await fetch(`${rig.agentUrl}/mails`)).json()) as { mails: Mail[] }
  return mails.filter(({ deliveryKey }) => deliveryKey === parcel.deliveryKey)
}

test('the mail brings cover, document and the link, in English and Malayalam', async () => {
  const parcel = rig.parcel()
  const messageId = `<${parcel.deliveryKey}@kerala.example>`
  expect(await deliver(parcel)).toEqual({ kind: 'delivered', cause: 'mailed', reference: messageId })
  const [mail] = await mailsOf(parcel)
  expect(mail).toMatchObject({
    messageId,
    to: '"C-DIT" <registrar@cdit.example>',
    subject: `${parcel.letter.letterNumber}: ${parcel.letter.subject}`,
    attachments: [
      { name: 'cover.pdf', mediaType: 'application/pdf' },
      { name: 'ഉത്തരവ് order.pdf', mediaType: 'application/pdf', sha256: PDF_SHA256 },
    ],
  })
  expect(mail!.text).toContain(`/take/link-of-${parcel.tapalId}`)
  expect(mail!.text).toContain('sent to you for action')
  expect(mail!.text).toContain('നടപടിക്കായി')
  const attachment = await fetch(`${rig.agentUrl}/mails/${mail!.id}/attachments/1`)
  const content = Buffer.from(await attachment.arrayBuffer())
  expect(createHash('sha256').update(content).digest('hex')).toBe(PDF_SHA256)
})

test('a mail for information says that nothing is owed', async () => {
  const parcel: Parcel = { ...rig.parcel(), purpose: 'information' }
  await deliver(parcel)
  expect((await mailsOf(parcel))[0]!.text).toContain('Nothing needs to be answered')
})

test('every try of a letter has the same Message-ID', async () => {
  const parcel = rig.parcel()
  await deliver(parcel)
  await deliver({ ...parcel, attempt: 2 })
  const mails = await mailsOf(parcel)
  expect(mails).toHaveLength(2)
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
})

test('451 is tried again later, without doubt', async () => {
  await rig.knobs({ reject4xxTimes: 1 })
  const parcel = rig.parcel()
  expect(await deliver(parcel)).toEqual({
    ...{ kind: 'retry-later', code: 'smtp-451', inDoubt: false, answer: '451 Try again later' },
  })
  expect(await deliver(parcel)).toMatchObject({ kind: 'delivered' })
})

test.each([
  [450, 'letter'],
  [452, 'letter'],
  [421, undefined],
])('%i to one addressee is tried again later; the blame is on: %s', async (responseCode, blame) => {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not now'), { responseCode })),
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const transport = createTransport({ host: '127.0.0.1', port, secure: false })
  const error: unknown = await transport
    .sendMail({ from: 'a@kerala.example', to: 'b@cdit.example', text: 'x' })
    .catch((fault: unknown) => fault)
  transport.close()
  await new Promise<void>((resolve) => server.close(resolve))
  expect(outcomeOfSmtpFault(error, false)).toEqual({
    ...{ kind: 'retry-later', code: `smtp-${responseCode}`, inDoubt: false },
    answer: `${responseCode} not now`,
    ...(blame ? { blame } : {}),
  })
})

test('550 is never tried again, and judged as a mail that came back', async () => {
  await rig.knobs({ reject5xx: true })
  expect(await deliver(rig.parcel())).toEqual({
    kind: 'never',
    cause: 'mail-bounced',
    code: 'bounced',
    answer: '550 Not taken here',
  })
})

test('a line that breaks before anything was sent leaves no doubt, and the probe finds the server again', async () => {
  await rig.knobs({ down: true })
  expect(await deliver(rig.parcel())).toMatchObject({ kind: 'retry-later', inDoubt: false })
  expect(await rig.connector.capabilities(rig.endpoint)).toHaveProperty('fault.kind', 'retry-later')
  await rig.knobs({ down: false })
  expect(await rig.connector.capabilities(rig.endpoint)).toHaveProperty('capabilities')
})

test('a line that breaks in place of the last answer is in doubt', async () => {
  await rig.knobs({ cutAfterTakingTimes: 1 })
  const parcel = rig.parcel()
  expect(await deliver(parcel)).toMatchObject({ kind: 'retry-later', inDoubt: true })
  expect(await mailsOf(parcel)).toHaveLength(1)
})

test('no mail server at the address leaves no doubt', async () => {
  const closed = await startRig('email')
  await closed.stop()
  const [report] = await closed.connector.deliver(closed.endpoint, [rig.parcel()])
  expect(report!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: false })
})

test('an office without an address is never tried', async () => {
  const parcel = rig.parcel()
  const office = { ...parcel.recipient.office, email: '' }
  const outcome = await deliver({ ...parcel, recipient: { ...parcel.recipient, office } })
  expect(outcome).toEqual({ kind: 'never', code: 'address-missing', blame: 'kcs' })
})

test('line breaks in a subject or a name add no header and no addressee', async () => {
  const parcel = rig.parcel()
  const office = { ...parcel.recipient.office, name: 'C-DIT\r\nBcc: everyone@kerala.example' }
  const letter = { ...parcel.letter, subject: 'x\r\nBcc: everyone@kerala.example\r\n\r\nbody' }
  await deliver({ ...parcel, letter, recipient: { ...parcel.recipient, office } })
  const [mail] = await mailsOf(parcel)
  const raw = await (await fetch(`${rig.agentUrl}/mails/${mail!.id}`)).text()
  expect(/^Bcc:/im.test(raw)).toBe(false)
  expect(mail!.attachments).toHaveLength(2)
})
