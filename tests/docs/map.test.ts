import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../process/paths'
import { mapPage, places, WINGS } from './map-page'

const page = join(projectRoot(), 'docs', 'map.md')

test('the map shows where the files of each thing stand', () => {
  if (process.env['KCS_WRITE_DOCS']) writeFileSync(page, mapPage())
  expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(mapPage())
})

test('rooms have the wings of the house, and no others', () => {
  const wings = new Set(places().map(({ wing }) => wing))
  expect([...wings].filter((wing) => !(WINGS as readonly string[]).includes(wing))).toEqual([])
})

test('a thing lies in one wing, by whatever room it is looked for', () => {
  const wingsByThing = new Map<string, Set<string>>()
  for (const { wing, thing } of places()) {
    if (thing === '' || wing === 'common') continue
    wingsByThing.set(thing, (wingsByThing.get(thing) ?? new Set()).add(wing))
  }
  expect([...wingsByThing].filter(([, wings]) => wings.size > 1).map(([thing]) => thing)).toEqual([])
})

test('a thing has its name in the singular', () => {
  const things = [...new Set(places().map(({ thing }) => thing))]
  expect(things.filter((thing) => /[^s]s$/.test(thing) && thing !== 'docs')).toEqual([])
})
