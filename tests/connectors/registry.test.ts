// A filing system is one folder and one line of the registry.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createConnectors } from '../../connectors'
import { MECHANISMS } from '../../domain/letters/systems'

const room = join(__dirname, '../../connectors')
const connectors = createConnectors({} as Parameters<typeof createConnectors>[0])

test('the folders, the registered connectors and the mechanisms are the same', () => {
  const folders = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const systems = folders.map(({ name }) => name).filter((name) => name !== 'reference')
  expect(systems.sort()).toEqual([...MECHANISMS].sort())
  expect(Object.keys(connectors).sort()).toEqual([...MECHANISMS].sort())
})

test.each(MECHANISMS)('%s is registered under its own name and has a README', (mechanism) => {
  expect(connectors[mechanism].mechanism).toBe(mechanism)
  expect(readdirSync(join(room, mechanism))).toEqual(expect.arrayContaining(['index.ts', 'README.md']))
})
