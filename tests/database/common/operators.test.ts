import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../../process/paths'

/** Rooms that may speak the language of the database; tests and benches look at rows as they lie. */
const MAY = ['database/', 'tests/', 'bench/']

/** A description of the API points with it to its own parts. */
const POINTER = '$ref'

/** Keys of object literals that are operators of MongoDB, each with its line. */
function operatorsIn(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
  const operators: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const { name: key } = node
      const word =
        ts.isIdentifier(key) || ts.isStringLiteralLike(key)
          ? key.text
          : ts.isComputedPropertyName(key) && ts.isStringLiteralLike(key.expression)
            ? key.expression.text
            : ''
      const { line } = source.getLineAndCharacterOfPosition(key.getStart(source))
      if (word.startsWith('$') && word !== POINTER) operators.push(`${name}:${line + 1} ${word}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return operators
}

test('no operator of MongoDB stands outside database/', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: projectRoot(), encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !MAY.some((room) => file.startsWith(room)))
  expect(files.length).toBeGreaterThan(100)
  expect(
    files.flatMap((file) => {
      const text = readFileSync(join(projectRoot(), file), 'utf8')
      // Parsing is slow, and most files hold no such word at all.
      return /\$[a-z]/.test(text) ? operatorsIn(file, text) : []
    }),
  ).toEqual([])
})

test.each([
  ["find({ seat: { $ne: '' } })", ['a.ts:1 $ne']],
  ["const where = { '$or': [] }", ['a.ts:1 $or']],
  ["const where = {\n  ['$in']: [] }", ['a.ts:2 $in']],
  ["const text = `${'$or'}`; const row = { state: '$ne' }", []],
])('it notices %j', (text, operators) => {
  expect(operatorsIn('a.ts', text)).toEqual(operators)
})
