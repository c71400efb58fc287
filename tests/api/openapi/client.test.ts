// A client that a foreign generator makes of the API documentation, against the API.

import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { localPath, projectRoot } from '../../../process/paths'
import { newApiKey } from '../../../secrets/api-key'
import { type CallbackRig, openCallbacks, SECRET } from '../letters/callback/callbacks'
import { documentOf } from './read'

/** What somebody writes who has the generated client and nothing else of us. */
const STORY = `
import { createHmac } from 'node:crypto'
import { client } from './client.gen'
import { acceptDispatch, bringDocument, takeCallback, traceDispatch } from './sdk.gen'
import type { Callback } from './types.gen'

const { KCS_URL = '', KCS_API_KEY = '', KCS_SECRET = '', DELIVERY_KEY = '' } = process.env
client.setConfig({ baseUrl: KCS_URL, auth: ({ scheme }) => (scheme === 'bearer' ? KCS_API_KEY : undefined) })

async function main(): Promise<void> {
  const body = new Blob(['%PDF-1.7\\na letter of a generated client\\n%%EOF'], { type: 'application/pdf' })
  const brought = await bringDocument({ query: { office: 'SEND' }, body, throwOnError: true })
  const accepted = await acceptDispatch({
    headers: { 'Idempotency-Key': 'client-1' },
    body: {
      sender: { seat: 'SEND/SO' },
      kind: 'letter',
      subject: 'By a generated client',
      letterNumber: 'C/1/2026',
      letterDate: '2026-11-22',
      recipients: [{ office: 'RECV', purpose: 'action' }],
      documents: [{ sha256: brought.data.sha256, name: 'letter.pdf' }],
    },
    throwOnError: true,
  })
  const trace = await traceDispatch({ path: { id: accepted.data.id }, throwOnError: true })

  const callback: Callback = {
    reports: [
      { key: 'c-1', deliveryKey: DELIVERY_KEY, at: new Date().toISOString(), kind: 'acknowledged', diaryNumber: 'CDIT/5' },
    ],
  }
  const time = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(KCS_SECRET.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(\`c-1.\${time}.\${JSON.stringify(callback)}\`).digest('base64')
  const told = await takeCallback({
    path: { endpointId: 'cdit' },
    headers: { 'webhook-id': 'c-1', 'webhook-timestamp': time, 'webhook-signature': \`v1,\${signature}\` },
    body: callback,
    throwOnError: true,
  })

  const wrong = await acceptDispatch({
    headers: { 'Idempotency-Key': 'client-2' },
    body: { sender: { seat: 'SEND/SO' }, kind: 'letter', subject: '', letterNumber: 'C/2', letterDate: '2026-11-22', recipients: [], documents: [] },
  })
  const { state, subject } = trace.data.dispatch
  const fault = wrong.error && 'code' in wrong.error ? wrong.error.code : null
  console.log(JSON.stringify({ size: brought.data.size, state, subject, accepted: told.data.accepted, fault }))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
`

const run = promisify(execFile)
const folder = localPath('test', `client-${process.pid}`)
let rig: CallbackRig

beforeAll(async () => {
  rig = await openCallbacks()
  mkdirSync(folder, { recursive: true })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await rig.api.close()
})

test('a generated client has true types, brings a document, sends a letter, traces it, and reports', async () => {
  const tool = (...parts: string[]) => join(projectRoot(), 'node_modules', ...parts)
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(documentOf()))
  await run(
    process.execPath,
    [
      tool('@hey-api', 'openapi-ts', 'bin', 'run.js'),
      '--input',
      'openapi.json',
      '--output',
      'client',
      '--no-log-file',
    ],
    { cwd: folder },
  )
  writeFileSync(join(folder, 'client', 'story.ts'), STORY)
  const options = {
    strict: true,
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'node20',
    skipLibCheck: true,
    types: ['node'],
    rootDir: 'client',
    outDir: 'built',
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['client'] }),
  )
  await run(process.execPath, [tool('typescript', 'bin', 'tsc'), '-p', folder]).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`The client and what is written with it do not fit:\n${stdout}`)
    },
  )

  const { repositories, url, now } = rig.api
  const { apiKey, row } = newApiKey(now())
  await repositories.agents.add({
    id: 'client',
    name: 'Client',
    offices: ['SEND'],
    endpoint: null,
    keys: [row],
    createdAt: now(),
  })
  const tapal = await rig.lying()
  const env = {
    ...process.env,
    KCS_URL: url,
    KCS_API_KEY: apiKey,
    KCS_SECRET: SECRET,
    DELIVERY_KEY: deliveryKey(tapal.id),
  }
  const { stdout } = await run(process.execPath, [join(folder, 'built', 'story.js')], { env })
  expect(JSON.parse(stdout)).toEqual({
    size: Buffer.byteLength('%PDF-1.7\na letter of a generated client\n%%EOF'),
    state: 'accepted',
    subject: 'By a generated client',
    accepted: 1,
    fault: 'validation-failed',
  })
  expect((await rig.rowOf(tapal)).state).toBe('acknowledged')
})
