// kcs circular against the real API.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PASSWORD, openApi, type TestApi } from '../support/api'
import { circularTo } from '../api/letters/ledger/circular'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine
let id: string

beforeAll(async () => {
  api = await openApi()
  await api.officer('sender', ['SEND/SO'])
  machine = openMachine(api.url)
  await machine.kcs(['sign-in', 'sender', '--password-stdin'], `${PASSWORD}\n`)
  const { dispatch } = await circularTo(api, 12, (n) => (n < 3 ? { state: 'acknowledged', owes: false } : {}))
  id = dispatch.id
})
afterAll(async () => {
  machine.remove()
  await api.close()
})

test('kcs circular status says how far it has come, in all and by district', async () => {
  const ran = await machine.kcs(['circular', 'status', id])
  expect([ran.code, ran.err]).toEqual([0, ''])
  expect(ran.out).toMatch(/^recipients {4}12$/m)
  expect(ran.out).toMatch(/^delivered {5}12 of 12 \(100 %\); 0 on the way$/m)
  expect(ran.out).toMatch(/^acknowledged {2}3 of 12 \(25 %\); 9 have it and still owe it$/m)
  expect(ran.out).toMatch(/^DISTRICT {3}RECIPIENTS {2}NOT ACKNOWLEDGED {2}ACKNOWLEDGED {2}OWE IT$/m)
  expect(ran.out).toMatch(/^Idukki +4 +3 +1 +3$/m)
  const json = (await machine.kcs(['circular', 'status', id, '--json'])).json()
  expect(json).toMatchObject({ id, recipients: 12, owing: 9 })
})

test('kcs circular recipients lists those that are asked for, and says how to go on', async () => {
  const ran = await machine.kcs(['circular', 'recipients', id, '--district', 'Idukki', '--limit', '2'])
  expect(ran.out).toContain('B0001')
  expect(ran.out).not.toContain('B0000')
  const cursor = /--cursor (\S+)/.exec(ran.err)?.[1] ?? ''
  const rest = await machine.kcs(['circular', 'recipients', id, '--district', 'Idukki', '--cursor', cursor])
  expect(rest.out).toContain('B0010')
  const nobody = await machine.kcs(['circular', 'recipients', id, '--standing', 'failed'])
  expect([nobody.out, nobody.err.trim()]).toEqual(['', 'Nobody of these.'])
})

test('kcs circular export writes the list into a file', async () => {
  const file = join(machine.folder, 'list.csv')
  const ran = await machine.kcs(['circular', 'export', id, file, '--standing', 'taken'])
  expect(ran.code).toBe(0)
  expect(readFileSync(file, 'utf8').trimEnd().split('\r\n')).toHaveLength(4)
})
