// The form of the files.

import { sourceFiles, textOf } from './files'

const files = sourceFiles()
const code = files.filter((file) => /\.(ts|tsx)$/.test(file))

test('no file is longer than 300 lines', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => textOf(file).trimEnd().split('\n').length > 300)).toEqual([])
})

test('every file says at its top what it is for', () => {
  const silent = code.filter((file) => {
    // The titles of a test say what it is for.
    if (file.endsWith('.test.ts')) return false
    const top = textOf(file).replace(/^#!.*\n/, '')
    return !/^\/[/*]/.test(top) && !/\/\*\*[^]*?\*\/\nexport /.test(top)
  })
  expect(silent).toEqual([])
})

test('what an office takes in is a tapal: the code never calls it a receipt', () => {
  expect(
    code.filter((file) => file !== 'tests/architecture/files.test.ts' && /receipt/i.test(textOf(file))),
  ).toEqual([])
})

test('nothing is left for later, switched off or silenced', () => {
  const marks = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck|expect-error)|\b(test|it|describe)\.(skip|only)\b/
  expect(
    code.filter((file) => file !== 'tests/architecture/files.test.ts' && marks.test(textOf(file))),
  ).toEqual([])
})
