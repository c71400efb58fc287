// A process on a database that is not ready says so and ends with an exit code of its own: no start again mends it.

import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import { projectRoot } from '../../process/paths'
import { dropDatabase, freshDatabase } from '../support/database'
import { typescriptExecArgv } from '../support/processes'
import { temporalAddress } from '../support/servers'

const { uri, name } = freshDatabase()
const settings = {
  MONGODB_URI: uri,
  MONGODB_DB: name,
  TEMPORAL_ADDRESS: temporalAddress(),
  KCS_SECRET: randomBytes(32).toString('hex'),
  KCS_PORT: '0',
}

/** Starts a process and returns its exit code and what it said. */
function start(script: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; err: string }> {
  const child = fork(join(projectRoot(), script), {
    execArgv: typescriptExecArgv(),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let err = ''
  child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, err })))
}

test('on an empty database API and worker name kcs install, and without endpoints of their own, too', async () => {
  for (const script of ['api/main.ts', 'workers/main.ts'])
    expect(await start(script, settings)).toMatchObject({
      code: 78,
      err: expect.stringContaining('Run once: npx kcs install') as string,
    })
  const database = await connect({ uri, database: name })
  await migrate(database)
  const { code, err } = await start('workers/main.ts', settings)
  expect([code, err]).toEqual([78, expect.stringContaining('lacks the endpoints')])
  await database.collection('migrations').deleteOne({ _id: /^form-/ as never })
  const older = await start('api/main.ts', settings)
  expect([older.code, older.err]).toEqual([78, expect.stringContaining('Run once: npx kcs migrate')])
  await dropDatabase(database.db!)
  await database.close()
}, 120_000)

test('settings that are wrong end a process in the same way', async () => {
  const { code, err } = await start('api/main.ts', { ...settings, KCS_SECRET: '' })
  expect([code, err]).toEqual([78, expect.stringContaining('KCS_SECRET')])
})
