// Agents to start from: the languages, their files in cli/starters, and how a folder is made of them.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileNameFault } from '../domain/common/text/file-name'
import { projectRoot } from '../process/paths'
import { usage } from './exit'

export const STARTER_LANGUAGES = ['node', 'python', 'java'] as const
export type StarterLanguage = (typeof STARTER_LANGUAGES)[number]

export interface Starter {
  /** Letters, digits and hyphens: it stands in files and addresses. */
  name: string
  language: StarterLanguage
  /** How letters reach it: KCS calls it, or it comes for them. */
  mode: 'push' | 'pull'
}

/** What the README says of each language. Its files are those of the folder of this name. */
const WORDS: Record<StarterLanguage, { needs: string; run: string; register: string; kept: string }> = {
  node: {
    needs: 'Node 20.19 or newer',
    run: 'node agent.mjs',
    register: 'register.mjs',
    kept: 'holds all letters in memory and in one journal: enough for some ten thousand letters. Beyond, put a database in its place',
  },
  python: {
    needs: 'Python 3.10 or newer',
    run: 'python3 agent.py',
    register: 'register.py',
    kept: 'keeps letters in SQLite, each change in one transaction. Another database can take its place',
  },
  java: {
    needs: 'a JDK 17 or newer',
    run: 'javac -d build *.java && java -cp build Agent',
    register: 'Register.java',
    kept: 'holds all letters in memory and in one journal: enough for some ten thousand letters. Beyond, put a database in its place',
  },
}

/** What each file is, by its name without ending. */
const PURPOSES: Record<string, string> = {
  office: 'what the office does with its letters: **the file to change**',
  settings: 'the settings, from the environment',
  agent: 'starts it; fetches documents, reports, sends',
  server: 'what KCS calls, and the desk of the office',
  register: 'letters and owed reports, on disk',
  outgoing: 'the letters that the office sends',
  kcs: 'signatures, and the calls to KCS',
  json: 'reads and writes JSON, which the language has not',
}

/**
 * Writes the starter into the folder and returns the names of its files. Throws CliError for a name that cannot be one, and
 * for a folder that holds something already.
 */
export function writeStarter(folder: string, { name, language, mode }: Starter): string[] {
  if (!/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/.test(name) || fileNameFault(name) !== null)
    throw usage(
      `${JSON.stringify(name)} is no name for an agent.`,
      'Take 2 to 40 small letters, digits and hyphens, the first a letter, the last no hyphen, such as cdit-agent.',
    )
  if (contentOf(folder).length > 0)
    throw usage(`${folder} holds something already.`, 'Name another folder by --folder, or empty it.')
  const sources = join(projectRoot(), 'cli', 'starters')
  const files = readdirSync(join(sources, language)).sort()
  const filled = (text: string) => fill(text, { name, mode, ...wordsOf(language, files) })
  for (const file of files) {
    const text = readFileSync(join(sources, language, file), 'utf8')
    write(folder, file, filled(text))
  }
  const readme = readFileSync(join(sources, 'README.md'), 'utf8')
  write(folder, 'README.md', filled(partsFor(readme, mode)))
  write(folder, '.gitignore', 'state/\nbuild/\n__pycache__/\nsecret\nkey\n')
  return ['README.md', ...files]
}

/** How the starter is run, in its folder. */
export function runOf(language: StarterLanguage): string {
  return WORDS[language].run
}

function wordsOf(language: StarterLanguage, files: readonly string[]): Record<string, string> {
  const { needs, run, register, kept } = WORDS[language]
  const office = files.find((file) => /^office\./i.test(file))!
  const rows = files.map((file) => `| \`${file}\` | ${PURPOSES[file.split('.')[0]!.toLowerCase()]} |`)
  return { needs, run, office, files: rows.join('\n'), register: `\`${register}\` ${kept}.` }
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{\{([a-z]+)\}\}/g, (mark, word: string) => values[word] ?? mark)
}

/** The README without what is for agents of the other mode. */
function partsFor(readme: string, mode: Starter['mode']): string {
  let part = 'end'
  const lines = readme.split('\n').filter((line) => {
    const [, mark] = /^<!--(push|pull|end)-->$/.exec(line) ?? []
    if (mark !== undefined) part = mark
    return mark === undefined && (part === 'end' || part === mode)
  })
  return lines.join('\n')
}

/** Writes a file that is not there yet. */
function write(folder: string, file: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, file), text, { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw usage(`${join(folder, file)} cannot be written (${code}).`, 'Name another folder by --folder.')
  }
}

function contentOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw usage(`${folder} cannot be used (${code}).`, 'Name another folder by --folder.')
  }
}
