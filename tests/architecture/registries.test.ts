// What is registered is there, and what is there is registered.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROUTES } from '../../api/routes'
import { MECHANISMS } from '../../domain/letters/systems'
import { ERROR_CODES } from '../../domain/common/error'
import { OUTGOING_CHANNELS } from '../../domain/letters/notice/channels'
import { createChannels } from '../../notices'
import { projectRoot } from '../../process/paths'
import { CASES, MANIFESTS } from '../../process/cases'
import { foldersOf, sourceFiles, textOf } from './files'

const has = (path: string): boolean => existsSync(join(projectRoot(), path))

test('every folder of connectors is a mechanism, and every mechanism has its folder', () => {
  const systems = foldersOf('connectors').filter((folder) => folder !== 'reference')
  expect(systems).toEqual([...MECHANISMS].sort())
})

test('every folder of notices is a channel that goes out, with words of its own, and each is registered', () => {
  expect(foldersOf('notices')).toEqual([...OUTGOING_CHANNELS].sort())
  for (const channel of OUTGOING_CHANNELS) expect(has(`notices/${channel}/template.ts`)).toBe(true)
  const servers = Object.fromEntries(
    OUTGOING_CHANNELS.map((name) => [name, { url: `${name}://x`, from: 'KCS' }]),
  )
  const channels = createChannels(servers as Parameters<typeof createChannels>[0], {
    post: () => Promise.resolve({ fault: 'unreachable', sent: false }),
    noteFailed: () => Promise.resolve(true),
  })
  expect(channels.map(({ name }) => name).sort()).toEqual([...OUTGOING_CHANNELS].sort())
})

test('every folder of a case in workflows has a manifest, a row, and its workflow is exported under its name', () => {
  const cases = foldersOf('workflows').filter((folder) => has(`workflows/${folder}/manifest.ts`))
  expect(cases).toEqual(MANIFESTS.map(({ name }) => name).sort())
  expect(cases).toEqual(foldersOf('workflows').filter((folder) => has(`workflows/${folder}/workflow.ts`)))
  const exported = [...textOf('workflows/index.ts').matchAll(/^export \{ (\w+) \}/gm)].map(([, name]) => name)
  expect(exported.sort()).toEqual(MANIFESTS.map(({ workflowType }) => workflowType).sort())
})

test('a case takes two lines of what is there: one exports its workflow, one is its row in the table of cases', () => {
  for (const { name } of CASES) {
    const lines = sourceFiles()
      .filter((file) => /^(workflows|process)\//.test(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line) => (new RegExp(`'\\./${name}['/]`).test(line) ? [file] : [])),
      )
    expect(lines.sort()).toEqual(['process/cases/table.ts', 'workflows/index.ts'])
  }
})

test.each(CASES.map((row) => [row.name, row] as const))(
  'the row of the case %s says what each of its signals takes, and what a run is started with',
  (name, { manifest, signals, input }) => {
    expect(manifest.name).toBe(name)
    expect(Object.keys(signals).sort()).toEqual([...manifest.signals].sort())
    expect(input.safeParse(manifest.startArgument('subject-1')).success).toBe(true)
    expect(manifest.workflowId('a')).not.toBe(manifest.workflowId('b'))
    expect([manifest.mayStart, manifest.maySignal]).not.toContainEqual([])
  },
)

test.each(MANIFESTS.map((manifest) => [manifest.name, manifest] as const))(
  'the flow %s names messages that its workflow handles',
  (name, manifest) => {
    const messages = textOf(`workflows/${name}/messages.ts`)
    const defined = (kind: 'Signal' | 'Query'): string[] =>
      [...messages.matchAll(new RegExp(`define${kind}(?:<[^\\n]*>)?\\('(\\w+)'\\)`, 'g'))].map(
        ([, one]) => one!,
      )
    expect(defined('Signal').sort()).toEqual([...manifest.signals].sort())
    expect(defined('Query').sort()).toEqual([...manifest.queries].sort())
    const code = textOf(`workflows/${name}/workflow.ts`)
    for (const [, constant] of messages.matchAll(/export const (\w+) = define/g))
      expect(code).toContain(`setHandler(${constant}`)
  },
)

test('every folder of routes is mounted under its wing and its own name', () => {
  const wings = foldersOf('api/routes').filter((wing) => wing !== 'common')
  const resources = wings.flatMap((wing) => foldersOf(`api/routes/${wing}`).map((name) => `${wing}/${name}`))
  expect(Object.keys(ROUTES).sort()).toEqual(resources.sort())
})

test('every code of the error table is given somewhere', () => {
  const givers = sourceFiles().filter((file) => !/^(tests|ui|docs|domain\/common\/error)\//.test(file))
  const code = givers.map(textOf).join('\n')
  expect(ERROR_CODES.filter((one) => !code.includes(`'${one}'`))).toEqual([])
})
