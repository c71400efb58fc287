// The portal on a thin line: small, and all of it from its own server.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuiltPortal, buildPortal } from './support/build'

let built: BuiltPortal
let files: { name: string; bytes: Buffer }[]

beforeAll(async () => {
  built = await buildPortal()
  const assets = join(built.folder, 'assets')
  files = readdirSync(assets).map((name) => ({ name, bytes: readFileSync(join(assets, name)) }))
})

afterAll(() => built.remove())

const onTheLine = (scripts: typeof files) =>
  scripts.reduce((sum, { bytes }) => sum + gzipSync(bytes).byteLength, 0)

test('what the first page needs is less than 150 kB on the line; other pages come when they are visited', () => {
  const page = readFileSync(join(built.folder, 'index.html'), 'utf8')
  const scripts = files.filter(({ name }) => name.endsWith('.js') && page.includes(name))
  expect(scripts.length).toBeGreaterThan(1)
  expect(onTheLine(scripts)).toBeLessThan(150_000)
})

test('all scripts together are less than 190 kB on the line', () => {
  const scripts = files.filter(({ name }) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(10)
  expect(onTheLine(scripts)).toBeLessThan(190_000)
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
  const page = readFileSync(join(built.folder, 'index.html'), 'utf8')
  const styles = files.filter(({ name }) => name.endsWith('.css')).map(({ bytes }) => bytes.toString('utf8'))
  for (const text of [page, ...styles]) expect(text).not.toMatch(/(https?:)?\/\/[a-z0-9-]+\.[a-z]/i)
})

test('the page holds no script or style of its own, so that the security policy can forbid them', () => {
  const page = readFileSync(join(built.folder, 'index.html'), 'utf8')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
})
