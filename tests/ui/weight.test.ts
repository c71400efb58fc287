// The portal on a thin line: small, and all of it from its own server.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtPortal } from './support/build'

let folder: string
let files: { name: string; bytes: Buffer }[]

beforeAll(async () => {
  folder = await builtPortal()
  const assets = join(folder, 'assets')
  files = readdirSync(assets).map((name) => ({ name, bytes: readFileSync(join(assets, name)) }))
})

/** Of each module that is fetched by its own: its file, what comes with it, and whether it waits until it is needed. */
interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  isDynamicEntry?: boolean
}

/** What a browser fetches for the module, with all that it imports at once. */
function filesFor(entry: string, manifest: Record<string, Chunk>): Set<string> {
  const needed = new Set<string>()
  const visit = (name: string) => {
    const { file, css = [], imports = [] } = manifest[name]!
    if (needed.has(file)) return
    for (const each of [file, ...css]) needed.add(each)
    imports.forEach(visit)
  }
  visit(entry)
  return needed
}

const bytesSent = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).byteLength, 0)

function weigh() {
  const text = readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')
  const manifest = JSON.parse(text) as Record<string, Chunk>
  const first = filesFor('index.html', manifest)
  const later = Object.keys(manifest).filter((name) => manifest[name]!.isDynamicEntry)
  const further = (name: string) =>
    bytesSent([...filesFor(name, manifest)].filter((file) => !first.has(file)))
  return {
    first: bytesSent([...first, 'index.html']),
    routes: new Map(
      later.filter((name) => name.startsWith('features/')).map((name) => [name, further(name)]),
    ),
    languages: new Map(later.filter((name) => name.startsWith('i18n/')).map((name) => [name, further(name)])),
  }
}

test('the first page is at most 100 kB on the line: page, scripts, styles, and the words of one language', () => {
  const { first, languages } = weigh()
  const all = ['i18n/en.json', 'i18n/ml.json']
  expect([...languages.keys()].sort()).toEqual(['i18n/en-desk.json', all[0], 'i18n/ml-desk.json', all[1]])
  for (const [language, bytes] of [...languages].filter(([name]) => all.includes(name)))
    expect({ language, fits: first + bytes <= 100_000 }).toEqual({ language, fits: true })
})

test('each further page comes when it is visited, and adds at most 60 kB', () => {
  const { routes } = weigh()
  expect(routes.size).toBeGreaterThanOrEqual(12)
  expect([...routes].filter(([, bytes]) => bytes > 60_000)).toEqual([])
})

test('fonts come with it, as woff2, each less than 30 kB', () => {
  const fonts = files.filter(({ name }) => /\.(woff2?|ttf|otf)$/.test(name))
  expect(fonts.length).toBe(4)
  for (const { name, bytes } of fonts) {
    expect(name).toMatch(/\.woff2$/)
    expect(bytes.byteLength).toBeLessThan(30_000)
  }
})

test('page and styles name no other server', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const styles = files.filter(({ name }) => name.endsWith('.css')).map(({ bytes }) => bytes.toString('utf8'))
  for (const text of [page, ...styles]) expect(text).not.toMatch(/(https?:)?\/\/[a-z0-9-]+\.[a-z]/i)
})

test('the page holds no script or style of its own, so that the security policy can forbid them', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
})
