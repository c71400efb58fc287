// The port for mails that came back: what it takes, how much of it, and when it says yes.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectTo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { bounceAddress } from '../../domain/letters/bounce/address'
import { projectRoot } from '../../process/paths'
import { createSecrets } from '../../secrets'
import { beginningOf } from '../../workers/bounces/read-mail'
import { typescriptExecArgv } from '../support/processes'
import { postfixReport } from '../support/returned-mails'
import {
  addressOf,
  bring,
  causes,
  DOMAIN,
  mailed,
  NO_SUCH,
  POLICY,
  receiverOf,
  RECIPIENT,
  rig,
  row,
  SECRET,
} from './bounce-rig'

describe('the port', () => {
  test('takes mail for addresses that KCS has written, and refuses every other', async () => {
    const tapal = await mailed()
    const good = addressOf(tapal)
    const forged = bounceAddress(
      createSecrets('cd'.repeat(32)).bounceToken({ of: 'tapal', id: tapal.id, sentAt: new Date() }),
      DOMAIN,
    )
    for (const to of [
      forged,
      good.replace('bounce+t', 'bounce+n'),
      `postmaster@${DOMAIN}`,
      'somebody@elsewhere.example',
    ])
      expect(await bring(NO_SUCH, to)).toEqual({ code: 550 })
    expect(await row(tapal)).toMatchObject({ state: 'delivered', sequence: 2 })
    expect(rig.ends).toEqual(Array(4).fill('none refused'))
  })

  test('takes one address at a time, so that its answer is of one mail', async () => {
    const [one, other] = [await mailed(), await mailed()]
    const transport = createTransport({ host: '127.0.0.1', port: rig.port, secure: false, ignoreTLS: true })
    const { accepted, rejected } = await transport.sendMail({
      envelope: { from: '', to: [addressOf(one), addressOf(other)] },
      raw: POLICY,
    })
    transport.close()
    expect([accepted.length, rejected.length]).toEqual([1, 1])
    expect([(await row(one)).state, (await row(other)).state]).toEqual(['failed', 'delivered'])
  })

  test('reads the beginning of a report that returns a letter of many megabytes, and refuses one beyond all measure', async () => {
    const large = await mailed()
    const body = Buffer.alloc(30 * 1024 * 1024, 'കത്ത് ').toString()
    const before = process.memoryUsage().arrayBuffers
    const raw = postfixReport({ recipient: RECIPIENT, status: '5.7.1', body })
    expect(await bring(raw, addressOf(large))).toEqual({ code: 250 })
    expect((await row(large)).events.at(-1)).toMatchObject({ code: 'bounced-5.7.1' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024)

    const huge = await mailed()
    expect(await bring(Buffer.alloc(65 * 1024 * 1024, 'x\r\n'), addressOf(huge))).toEqual({ code: 552 })
    expect(await row(huge)).toMatchObject({ state: 'delivered' })
  })

  test('keeps a quarter of a megabyte of a mail and lets the rest go by', async () => {
    const piece = Buffer.alloc(100 * 1024)
    let given = 0
    const stream = Readable.from(
      (function* () {
        for (; given < 40; given += 1) yield piece
      })(),
    )
    expect((await beginningOf(stream)).length).toBe(256 * 1024)
    expect(given).toBe(40)
  })

  test('judges bytes that are no mail by whom they are from: of nobody our mail came back, of somebody nothing follows', async () => {
    const noise = Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 89) % 256))
    const [some, none] = [await mailed(), await mailed()]
    expect(await bring(noise, addressOf(some), { from: 'clerk@cdit.example' })).toEqual({ code: 250 })
    expect(await bring(noise, addressOf(none))).toEqual({ code: 250 })
    expect(await row(some)).toMatchObject({ state: 'delivered', sequence: 2 })
    expect((await row(none)).events.at(-1)).toMatchObject({ to: 'failed', code: 'bounced' })
  })

  test('ends a connection that only lasts', async () => {
    const short = await receiverOf({ connectionMs: 50 })
    const socket = connectTo(short.port, '127.0.0.1').resume()
    // It talks on, so that no rule of silence ends it.
    const talk = setInterval(() => socket.write('NOOP\r\n'), 5)
    socket.on('error', () => undefined)
    await once(socket, 'close')
    clearInterval(talk)
    await short.stop()
    expect(socket.destroyed).toBe(true)
  })

  test('a bounce of a bounce brings forth no mail and no change of another letter', async () => {
    const tapal = await mailed()
    const address = addressOf(tapal)
    const ofBounce = postfixReport({
      recipient: address,
      status: '5.7.1',
      subject: 'Undelivered Mail Returned to Sender',
      body: NO_SUCH,
    })
    await bring(ofBounce, address)
    await bring(postfixReport({ recipient: address, status: '5.1.1', body: ofBounce }), address)
    expect(causes(await row(tapal))).toEqual(['resolved', 'mailed', 'mail-bounced'])
  })

  test('says yes only after the write: while the record cannot be written the mail server keeps the report', async () => {
    const tapal = await mailed()
    rig.broken = new Error('no primary')
    expect(await bring(POLICY, addressOf(tapal))).toEqual({ code: 451 })
    expect(await row(tapal)).toMatchObject({ state: 'delivered' })
    expect(JSON.stringify(rig.noted)).not.toContain('primary')
    rig.broken = null
    expect(await bring(POLICY, addressOf(tapal))).toEqual({ code: 250 })
    expect(await row(tapal)).toMatchObject({ state: 'failed' })
  })

  test('a process that is killed with a report in its hand has not said yes; brought again, it is taken once', async () => {
    const tapal = await mailed()
    const child = fork(join(projectRoot(), 'tests', 'workers', 'hanging-receiver.ts'), [DOMAIN, SECRET], {
      execArgv: typescriptExecArgv(),
    })
    const [said] = (await once(child, 'message')) as [{ port: number }]
    const brought = bring(POLICY, addressOf(tapal), { at: said.port })
    await once(child, 'message')
    child.kill('SIGKILL')
    expect((await brought).code).not.toBe(250)
    expect(await bring(POLICY, addressOf(tapal))).toEqual({ code: 250 })
    expect(causes(await row(tapal))).toEqual(['resolved', 'mailed', 'mail-bounced'])
  })

  test('what follows a bounce is done at its repeat, where the process died after the write', async () => {
    const tapal = await mailed({ purpose: 'information', owes: false, dueAt: null }, 'closed')
    const address = addressOf(tapal)
    const reopen = rig.room.repositories.dispatches.reopen
    rig.room.repositories.dispatches.reopen = async () => {
      throw new Error('killed here')
    }
    expect(await bring(NO_SUCH, address)).toEqual({ code: 451 })
    rig.room.repositories.dispatches.reopen = reopen
    expect(await row(tapal)).toMatchObject({ state: 'routed', mechanism: 'print' })
    expect(rig.runs.calls).toEqual([])
    expect(await bring(NO_SUCH, address)).toEqual({ code: 250 })
    expect(await row(tapal)).toMatchObject({ state: 'routed', mechanism: 'print' })
    expect(await rig.room.repositories.dispatches.byId(tapal.dispatch)).toMatchObject({
      state: 'in-progress',
    })
  })
})
