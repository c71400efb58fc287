// The program that takes webhooks is killed under way and started again: it gets every change, in order, and knows a repeat.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../../support/until'
import { openRig, type Rig } from './rig'

/** A stranger's program: writes each id down, and returns 204; it hangs after the one that HANG_AFTER names. */
const PROGRAM = `
const { appendFileSync } = require('node:fs')
const { PORT, JOURNAL, HANG_AFTER } = process.env
require('node:http').createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk)).on('end', () => {
    const { number } = JSON.parse(body).data
    appendFileSync(JOURNAL, request.headers['webhook-id'] + '\\n', { flush: true })
    if (String(number) !== HANG_AFTER) response.writeHead(204).end()
  })
}).listen(Number(PORT), '127.0.0.1', function () { console.log(this.address().port) })
`

let rig: Rig
let folder: string
const programs: ChildProcess[] = []
beforeAll(async () => {
  rig = await openRig()
  folder = mkdtempSync(join(tmpdir(), 'kcs-receiver-'))
})
afterAll(async () => {
  for (const program of programs) program.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
  await rig.close()
})

async function start(port: number, hangAfter: string): Promise<{ program: ChildProcess; port: number }> {
  const env = { ...process.env, PORT: String(port), JOURNAL: journal(), HANG_AFTER: hangAfter }
  const program = spawn(process.execPath, ['-e', PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  programs.push(program)
  const [said] = (await once(program.stdout!, 'data')) as [Buffer]
  return { program, port: Number(String(said)) }
}
const journal = (): string => join(folder, 'journal')
const journaled = (): string[] =>
  existsSync(journal()) ? readFileSync(journal(), 'utf8').trim().split('\n') : []

test('killed after it has kept a change and before it has answered: the same change comes again, then what is behind it', async () => {
  const { program, port } = await start(0, '2')
  await rig.renew({ url: `http://127.0.0.1:${port}/` })
  await rig.happen(4)
  const sending = rig.send()
  await until(() => journaled().length === 2, { what: 'the second change' })
  program.kill('SIGKILL')
  await once(program, 'exit')
  await sending
  expect(await rig.row()).toMatchObject({
    cursor: 1,
    failures: 1,
    deliveries: [{ number: 1 }, { status: 0 }],
  })
  // While nobody is there the tries go on, and nothing is passed over.
  rig.clock.pass(6_000)
  await rig.send()
  expect(await rig.row()).toMatchObject({
    ...{ cursor: 1, failures: 2 },
    deliveries: [{ number: 1 }, { number: 2, tries: 2, fault: 'connection-refused' }],
  })
  await start(port, '')
  rig.clock.pass(20_000)
  await rig.send()
  expect(journaled()).toEqual([1, 2, 2, 3, 4].map((number) => `${rig.agent}:${number}`))
  expect(await rig.row()).toMatchObject({ cursor: 4, failures: 0 })
})
