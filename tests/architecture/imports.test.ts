// The import table: which room may import which.

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localPath, projectRoot } from '../../process/paths'
import { cruise } from './cruise'

const ROOMS = [
  'domain',
  'services',
  'workflows',
  'activities',
  'temporal',
  'process',
  'secrets',
  'connectors',
  'notices',
  'documents',
  'database',
  'api',
  'workers',
  'ui',
  'local',
  'cli',
  'config',
  'bench',
  'tests',
]

test('every room imports only what the import table allows', async () => {
  const rooms = ROOMS.filter((room) => existsSync(join(projectRoot(), room)))
  const { violations, files } = await cruise(projectRoot(), rooms)
  expect(violations).toEqual([])
  for (const room of rooms) expect(files.some((file) => file.startsWith(`${room}/`))).toBe(true)
}, 180_000)

/** Imports that must be refused: the file, what it imports, and the rule that says so (null: allowed). */
const CASES: [file: string, statement: string, rule: string | null][] = [
  ['domain/a1.ts', "import 'node:fs'", 'domain'],
  ['domain/a2.ts', "import 'zod'", 'domain'],
  ['domain/a3.ts', "import type { B } from '../database/index'", 'domain'],
  ['services/a1.ts', "import 'koa'", 'services'],
  ['services/a2.ts', "import 'node:crypto'", 'services'],
  ['services/a3.ts', "import type { B } from '../database/index'", null],
  ['services/a4.ts', "import { b } from '../database/index'\nb()", 'services-types-only'],
  ['services/a5.ts', "import type { B } from '../api/app'", 'services'],
  ['services/a6.ts', "import type { B } from '../temporal/runs'", null],
  ['services/a7.ts', "import type { B } from '../temporal/client'", 'services'],
  ['services/a8.ts', "import { b } from '../domain/b'\nb()", null],
  ['workflows/a1.ts', "import 'mongoose'", 'workflows'],
  ['workflows/a2.ts', "import 'node:crypto'", 'workflows'],
  ['workflows/a3.ts', "import '@temporalio/client'", 'workflows'],
  ['workflows/a4.ts', "import { b } from '../activities/index'\nb()", 'workflows-types-only'],
  ['workflows/a5.ts', "import type { B } from '../activities/index'", null],
  ['workflows/a6.ts', "import { b } from '../domain/b'\nb()", null],
  ['workflows/a7.ts', "import type { B } from '../services/b'", 'workflows'],
  ['activities/a1.ts', "import 'mongoose'", 'activities'],
  ['activities/a2.ts', "import { b } from '../database/index'\nb()", 'activities-types-only'],
  ['activities/a3.ts', "import { type B } from '../database/index'", null],
  ['activities/a4.ts', "import type { B } from '../api/app'", 'activities'],
  ['activities/a5.ts', "import type { B } from '../connectors/push/index'", 'activities'],
  ['activities/a6.ts', "import { b } from '../services/b'\nb()", null],
  ['temporal/a1.ts', "import { b } from '../workflows/dispatch/messages'\nb()", null],
  ['temporal/a2.ts', "import { b } from '../workflows/dispatch/workflow'\nb()", 'temporal'],
  ['temporal/a3.ts', "import type { B } from '../services/b'", 'temporal'],
  ['temporal/a4.ts', "import '@temporalio/client'", null],
  ['connectors/push/a1.ts', "import { b } from '../email/index'\nb()", 'connectors-apart'],
  ['connectors/push/a2.ts', "import type { B } from '../../database/index'", 'connectors'],
  ['connectors/push/a3.ts', "import { b } from './reference-agent/main'\nb()", 'connectors-reference-agents'],
  ['connectors/push/a6.ts', "import { b } from '../reference/b'\nb()", 'connectors-reference-agents'],
  ['connectors/push/reference-agent/a1.ts', "import { b } from '../../reference/b'\nb()", null],
  ['connectors/a4.ts', "import { b } from './push/index'\nb()", 'connectors-registry'],
  ['connectors/reference/a1.ts', "import { b } from '../push/index'\nb()", 'connectors-registry'],
  ['connectors/push/a5.ts', "import { b } from '../../config/index'\nb()", 'connectors'],
  ['notices/email/a1.ts', "import { b } from '../sms/b'\nb()", 'notices-apart'],
  ['notices/a1.ts', "import type { B } from '../database/index'", 'notices'],
  ['documents/a1.ts', "import type { B } from '../api/app'", 'documents'],
  ['documents/a2.ts', "import 'mongodb'", 'mongoose'],
  ['secrets/a1.ts', "import type { B } from '../database/index'", 'secrets'],
  ['secrets/a2.ts', "import '@node-rs/argon2'", null],
  ['database/a1.ts', "import type { B } from '../connectors/connector'", 'database'],
  ['database/a2.ts', "import 'node:fs'", 'database'],
  ['database/letters/tapal/a1.ts', "import type { B } from '../../directory/office/b'", 'database-apart'],
  ['database/letters/tapal/a2.ts', "import type { B } from '../dispatch/b'", 'database-apart'],
  ['database/letters/tapal/a3.ts', "import { b } from '../../access/audit/b'\nb()", null],
  ['api/a1.ts', "import type { B } from '../activities/index'", 'api'],
  ['api/a2.ts', "import { b } from '../connectors/connector'\nb()", 'api-types-only'],
  ['api/a3.ts', "import { b } from '../workflows/dispatch/workflow'\nb()", 'api'],
  ['api/a4.ts', "import { b } from '../workflows/dispatch/messages'\nb()", null],
  ['api/a5.ts', "import '@temporalio/client'", 'temporal-client'],
  ['api/a6.ts', "import { b } from '../config/index'\nb()", 'api'],
  ['api/a7.ts', "import '@node-rs/argon2'", 'argon2'],
  ['api/a8.ts', "import { b } from '../services/b'\nb()", null],
  ['api/a9.ts', "import { b } from '../workers/b'\nb()", 'api-and-workers-apart'],
  ['api/main.ts', "import { b } from '../process/b'\nb()", null],
  ['workers/a1.ts', "import { b } from '../ui/b'\nb()", 'not-to-ui'],
  ['workers/a2.ts', "import { b } from '../tests/b'\nb()", 'not-to-tests'],
  ['workers/a3.ts', "import { b } from '../database/index'\nb()", 'workers-types-only'],
  ['workers/a4.ts', "import { b } from '../connectors/push/index'\nb()", 'workers'],
  ['workers/a5.ts', "import '@temporalio/worker'", null],
  ['process/a1.ts', "import { b } from '../local/b'\nb()", 'process'],
  ['process/a2.ts', "import { b } from '../connectors/push/index'\nb()", null],
  ['process/a3.ts', "import '@temporalio/worker'", 'temporal-worker'],
  ['process/worker.ts', "import '@temporalio/worker'", null],
  ['process/a4.ts', "import 'koa'", 'koa'],
  ['ui/a1.ts', "import { b } from '../api/routes/letters/tapal/schema'\nb()", 'ui-types-only'],
  ['ui/a2.ts', "import type { B } from '../api/routes/letters/tapal/schema'", null],
  ['ui/a3.ts', "import { b } from '../domain/b'\nb()", null],
  ['ui/a4.ts', "import type { B } from '../services/b'", 'ui'],
  ['local/a1.ts', "import { b } from '../process/b'\nb()", null],
  ['local/a2.ts', "import { b } from '../database/index'\nb()", 'local'],
  ['cli/a1.ts', "import { b } from '../local/b'\nb()", 'not-to-local'],
  ['cli/a2.ts', "import { b } from '../services/b'\nb()", 'cli'],
  ['config/a1.ts', "import { b } from '../workers/main'\nb()", 'not-to-roots'],
  ['config/a2.ts', "import type { B } from '../database/index'", 'config'],
  ['domain/a4.ts', "import { a } from './a5'\nexport const b = a", 'no-circles'],
  ['domain/a6.ts', "import './nowhere'", 'resolvable'],
  ['domain/a7.ts', "import type { A8 } from './a8'\nexport interface A7 { a: A8 }", 'no-circles'],
]

const TARGETS = [
  'activities/index.ts',
  'api/app.ts',
  'api/routes/letters/tapal/schema.ts',
  'config/index.ts',
  'connectors/connector.ts',
  'connectors/email/index.ts',
  'connectors/push/index.ts',
  'connectors/push/reference-agent/main.ts',
  'connectors/reference/b.ts',
  'database/access/audit/b.ts',
  'database/directory/office/b.ts',
  'database/index.ts',
  'database/letters/dispatch/b.ts',
  'domain/b.ts',
  'local/b.ts',
  'notices/sms/b.ts',
  'process/b.ts',
  'services/b.ts',
  'temporal/client.ts',
  'temporal/runs.ts',
  'tests/b.ts',
  'ui/b.ts',
  'workers/b.ts',
  'workers/main.ts',
  'workflows/dispatch/messages.ts',
  'workflows/dispatch/workflow.ts',
]

describe('the rules notice', () => {
  const folder = localPath('test', `rooms-${randomBytes(4).toString('hex')}`)
  let found: string[]

  beforeAll(async () => {
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    write('tsconfig.json', '{}')
    for (const file of TARGETS) write(file, 'export interface B {}\nexport const b = () => undefined\n')
    write('domain/a5.ts', "import { b } from './a4'\nexport const a = b\n")
    write('domain/a8.ts', "import type { A7 } from './a7'\nexport interface A8 { a: A7 }\n")
    for (const [file, statement] of CASES) write(file, `${statement}\n`)
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'))
    const rooms = [
      ...new Set([...TARGETS, ...CASES.map(([file]) => file)].map((file) => file.split('/')[0]!)),
    ]
    found = (await cruise(folder, rooms)).violations
  }, 180_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(CASES.map(([file, statement, rule]) => [file, statement.split('\n')[0]!, rule] as const))(
    '%s: %s',
    (file, _statement, rule) => {
      const own = found.filter((line) => line.includes(`: ${file} -> `))
      if (rule === null) expect(own).toEqual([])
      else expect(own.some((line) => line.startsWith(`${rule}: `))).toBe(true)
    },
  )
})
