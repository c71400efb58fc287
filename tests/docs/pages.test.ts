// The pages hold what they promise: links lead somewhere, tables agree with the code.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { DISPATCH_STATES } from '../../domain/letters/dispatch/dispatch'
import { MECHANISMS } from '../../domain/letters/systems'
import { PURPOSES } from '../../domain/letters/dispatch/recipients'
import { TAPAL_STATES } from '../../domain/letters/tapal/states'
import { channelSettings } from '../../config/channels'
import { settings } from '../../config/schema'
import { projectRoot } from '../../process/paths'
import { errorsPage } from './errors-page'

const root = projectRoot()
const pages = pagesIn('.')
const read = (page: string) => readFileSync(join(root, page), 'utf8')

describe('the pages', () => {
  it.each(pages)('%s has only links that lead somewhere', (page) => {
    const broken = linksOf(read(page)).filter((link) => !leadsSomewhere(page, link))
    expect(broken).toEqual([])
  })

  it('the README fits on a few screens', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })

  it('the README has a row for every room', () => {
    const rooms = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^(node_modules|dist|docs|coverage)$/.test(entry.name))
      .map(({ name }) => name)
    const rows = [...read('README.md').matchAll(/^\| \[(\w+)\/\]/gm)].map(([, room]) => room)
    expect(rows.sort()).toEqual(rooms.sort())
  })

  it('the glossary has every state, purpose and mechanism', () => {
    const glossary = read('docs/glossary.md')
    const words = [...TAPAL_STATES, ...DISPATCH_STATES, ...MECHANISMS].map((word) => `\`${word}\``)
    expect([...words, ...PURPOSES].filter((word) => !glossary.includes(word))).toEqual([])
  })

  it('every word of the glossary has a Malayalam one', () => {
    const rows = read('docs/glossary.md')
      .split('\n')
      .filter((line) => /^\| (?!English|state |-)/.test(line) && !line.startsWith('|---'))
    expect(rows.filter((row) => !/[\u0d00-\u0d7f]/.test(row.split('|')[2] ?? ''))).toEqual([])
  })

  it('the portal names the states in Malayalam as the glossary does', () => {
    const words = JSON.parse(read('ui/i18n/ml.json')) as Record<string, Record<string, string>>
    const glossary = read('docs/glossary.md')
    const differing = ['state', 'dispatch-state'].flatMap((part) =>
      Object.entries(words[part] ?? {}).filter(
        ([state, word]) => !glossary.includes(`| \`${state}\` | ${word} |`),
      ),
    )
    expect(differing).toEqual([])
  })

  it('the operators know every setting', () => {
    const page = read('docs/operators.md')
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual(Object.keys({ ...settings.shape, ...channelSettings.shape }).sort())
  })

  it('the page of error codes is the table that the API answers from', () => {
    const page = join(root, 'docs/errors.md')
    if (process.env['KCS_WRITE_DOCS']) writeFileSync(page, errorsPage())
    expect(readFileSync(page, 'utf8')).toBe(errorsPage())
  })

  it('the decisions are numbered without gaps, listed, and of one form', () => {
    const files = readdirSync(join(root, 'docs/adr'))
      .filter((name) => /^\d/.test(name))
      .sort()
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, i) => i + 1))
    const list = read('docs/adr/README.md')
    expect(files.filter((name) => !list.includes(`(${name})`))).toEqual([])
    for (const file of files) {
      const heads = [...read(`docs/adr/${file}`).matchAll(/^## (.+)$/gm)].map(([, head]) => head)
      expect(heads).toEqual(['Context', 'Decision', 'Consequences'])
    }
  })
})

function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^\.|^(node_modules|dist|coverage)$/.test(entry.name) ? [] : pagesIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

/** Targets of links and pictures; examples in code are none. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
}

function leadsSomewhere(page: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return true
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : relative(root, join(root, dirname(page), path))
  if (!existsSync(join(root, target))) return false
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(read(target)).includes(anchor)
}

/** The anchors that GitHub makes of headings, and those set by hand. */
function anchorsOf(text: string): string[] {
  const heads = [...text.matchAll(/^#+ (.+)$/gm)].map(([, head]) =>
    head!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  )
  return [...heads, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)]
}
