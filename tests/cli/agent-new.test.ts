// kcs agent new: a folder with a working agent to start from.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { addAgentNew } from '../../cli/commands/agent-new'
import { type Io } from '../../cli/io'
import { STARTER_LANGUAGES } from '../../cli/starters'

let home: string
let folder: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kcs-agent-new-'))
  folder = join(home, 'agent')
})
afterEach(() => rmSync(home, { recursive: true }))

/** Runs the command alone, and returns what it printed. Rejects as it does. */
async function create(name: string, ...more: string[]): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' }
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
  }
  const program = new Command()
  addAgentNew(program, io as Io)
  const command = program.commands[0]!.exitOverride().configureOutput({ writeErr: () => undefined })
  await command.parseAsync(['--folder', folder, ...more, '--', name], { from: 'user' })
  return said
}

describe.each(STARTER_LANGUAGES)('kcs agent new --language %s', (language) => {
  it.each(['push', 'pull'])(
    'writes an agent for %s with its name in it, and says what is next',
    async (mode) => {
      const { err } = await create(
        'cdit-agent',
        '--language',
        language,
        ...(mode === 'pull' ? ['--pull'] : []),
      )
      expect(err).toContain(`kcs agent register --name cdit-agent --office CODE --mechanism ${mode}`)
      const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')
      const files = readdirSync(folder)
      const all = files.map(textOf).join('\n')
      expect(all).toMatch(new RegExp(`MODE.*['"]${mode}['"]`))
      // A file of which nothing is said, or a mark that was not filled.
      expect(all).not.toMatch(/undefined \||\{\{|<!--/)
      const readme = textOf('README.md')
      expect(readme).toMatch(/^# cdit-agent$/m)
      expect(readme.includes('KCS_SECRET')).toBe(mode === 'push')
      for (const file of files.filter((one) => !/^README|^\./.test(one)))
        expect(readme).toContain(`| \`${file}\` | `)
    },
  )
})

describe('kcs agent new', () => {
  it.each(['../escape', 'A', 'ünicode', 'a b', "a'b", 'con', '-a', 'a-', 'a'.repeat(41), ''])(
    'refuses the name %j, says what a name is, and writes nothing',
    async (name) => {
      const fault = { exitCode: 2, message: expect.stringContaining('is no name') as string }
      await expect(create(name, '--language', 'node')).rejects.toMatchObject(fault)
      expect(readdirSync(home)).toEqual([])
    },
  )

  it('refuses a folder that holds something, and leaves it as it is', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'agent.mjs'), 'mine')
    const fault = { exitCode: 2, message: expect.stringContaining('holds something') as string }
    await expect(create('cdit-agent', '--language', 'node')).rejects.toMatchObject(fault)
    expect(readdirSync(folder)).toEqual(['agent.mjs'])
  })

  it('refuses a place that is no folder', async () => {
    writeFileSync(folder, 'a file')
    await expect(create('cdit-agent', '--language', 'node')).rejects.toMatchObject({ exitCode: 2 })
  })

  it('takes an empty folder', async () => {
    mkdirSync(folder)
    await create('cdit-agent', '--language', 'node')
    expect(readdirSync(folder)).toContain('agent.mjs')
  })

  it('names the languages where another one is asked for, or none', async () => {
    await expect(create('cdit-agent', '--language', 'cobol')).rejects.toThrow('node, python, java')
    await expect(create('cdit-agent')).rejects.toThrow('--language')
  })

  it('prints JSON for scripts', async () => {
    const { out } = await create('cdit-agent', '--language', 'python', '--pull', '--json')
    expect(JSON.parse(out)).toMatchObject({ name: 'cdit-agent', language: 'python', mode: 'pull', folder })
  })
})
