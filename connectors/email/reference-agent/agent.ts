// The reference mail server: takes mail for everyone over SMTP and shows it on a page.

import { once } from 'node:events'
import { type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Router } from '@koa/router'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { z } from 'zod'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply, startServer } from '../../reference/server'
import { type MailKnobs, mailKnobsSchema } from './knobs'
import { type Mailbox, openMailbox } from './mails'

export interface MailServerOptions {
  stateFolder: string
  /** Of the page and its JSON. */
  port: number
  smtpPort: number
  knobs: Partial<MailKnobs>
}

interface MailServer {
  mailbox: Mailbox
  knobs: MailKnobs
}

const LARGEST_MAIL_BYTES = 100 * 1024 * 1024

/** Starts the mail server on 127.0.0.1; `smtpUrl` is where mail is handed in. */
export async function startReferenceAgent(
  some: Partial<MailServerOptions> & { stateFolder: string },
): Promise<{ url: string; smtpUrl: string; stop(): Promise<void> }> {
  const options = { port: 0, smtpPort: 0, knobs: {}, ...some }
  const server: MailServer = {
    mailbox: await openMailbox(options.stateFolder),
    knobs: mailKnobsSchema.parse(options.knobs),
  }
  const smtp = createSmtp(server)
  const listening = smtp.listen(options.smtpPort, '127.0.0.1')
  await once(listening, 'listening')
  const http = await startServer(options.port, [routes(server)])
  return {
    url: http.url,
    smtpUrl: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    async stop() {
      await http.stop()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
}

function createSmtp(server: MailServer): SMTPServer {
  const sockets = new Map<string, Socket>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    closeTimeout: 500,
    onData(stream, session, callback) {
      const cut = () => sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy()
      take(server, stream, cut).then(
        () => callback(),
        (error: Error) => callback(error),
      )
    },
  })
  smtp.on('error', () => undefined)
  smtp.server.on('connection', (socket: Socket) => {
    if (server.knobs.down) socket.destroy()
    const name = `${socket.remoteAddress}:${socket.remotePort}`
    sockets.set(name, socket)
    socket.once('close', () => sockets.delete(name))
  })
  return smtp
}

async function take(
  { mailbox, knobs }: MailServer,
  stream: SMTPServerDataStream,
  cut: () => void,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  if (knobs.slowMs > 0) await wait(knobs.slowMs)
  if (stream.sizeExceeded) throw smtpFault(552, 'The mail is too large')
  if (knobs.reject5xx) throw smtpFault(550, 'Not taken here')
  if (knobs.reject4xxTimes > 0) {
    knobs.reject4xxTimes -= 1
    throw smtpFault(451, 'Try again later')
  }
  await mailbox.keep(Buffer.concat(chunks))
  if (knobs.cutAfterTakingTimes > 0) {
    knobs.cutAfterTakingTimes -= 1
    cut()
  }
}

function smtpFault(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

function routes(server: MailServer): Router {
  const { mailbox } = server
  const presentId = (id: string) => {
    if (!mailbox.all().some((mail) => mail.id === id)) throw new Refusal(404, { code: 'not-found' })
    return id
  }
  const router = new Router()
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(mailbox)
    reply(ctx, status, body, headers)
  })
  router.get('/mails', (ctx) => reply(ctx, 200, { mails: mailbox.all() }))
  router.get('/mails/:id', async (ctx) =>
    reply(ctx, 200, await mailbox.raw(presentId(ctx.params.id!)), { 'content-type': 'message/rfc822' }),
  )
  router.get('/mails/:id/attachments/:index', async (ctx) => {
    const part = await mailbox.attachment(presentId(ctx.params.id!), Number(ctx.params.index))
    if (!part) throw new Refusal(404, { code: 'not-found' })
    reply(ctx, 200, part.content, { 'content-type': part.mediaType })
  })
  router.get('/knobs', (ctx) => reply(ctx, 200, server.knobs))
  router.post('/knobs', async (ctx) => {
    const parts = z.record(z.string(), z.unknown()).parse(await jsonOf(ctx))
    server.knobs = mailKnobsSchema.parse({ ...server.knobs, ...parts })
    reply(ctx, 200, server.knobs)
  })
  return router
}

function overview(mailbox: Mailbox): ReturnType<typeof page> {
  const rows = mailbox
    .all()
    .map(({ id, to, subject, attachments, text }) => [
      id,
      to,
      subject,
      attachments.map(({ name }) => name).join(', '),
      text,
    ])
  return page('Reference mail server', [table('Mails', ['Id', 'To', 'Subject', 'Attachments', 'Text'], rows)])
}
