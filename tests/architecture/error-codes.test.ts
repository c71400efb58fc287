// Which codes an operation can meet is told by those who throw them.

import ts from 'typescript'
import { ROUTES } from '../../api/routes'
import { implicitCodes } from '../../api/openapi'
import { codesOfPorts, declarationsOf, parsed, type Piece, pieceOf, reachedBy } from './declarations'
import { sourceFiles } from './files'

const atPorts = codesOfPorts()

/** Codes that can be met and are not declared, and codes that are declared and thrown by nobody on the way. */
function differences(
  name: string,
  piece: Piece,
  declared: readonly string[],
): { missing: string[]; idle: string[] } {
  const { thrown, named } = reachedBy(piece)
  return {
    missing: [...thrown].filter((code) => !declared.includes(code) && !neverMet[name]?.includes(code)).sort(),
    idle: declared
      .filter(
        (code) =>
          !thrown.has(code) && !named.has(code) && !atPorts.has(code) && !handedIn[name]?.includes(code),
      )
      .sort(),
  }
}

const nothing = { missing: [], idle: [] }

/** Codes of single reports: they become fields of `callback-invalid`. A filing system or a link acts for no seat. */
const ofReports = [
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'not-refusable',
  'report-key-reused',
  'seat-not-held',
  'tapal-unknown',
  'validation-failed',
]
const ofPauses = ['clock-not-pausable', 'clock-paused-already', 'clock-not-paused']
/** Codes on the way that cannot come, or are caught. */
const neverMet: Record<string, readonly string[]> = {
  takeReport: ['seat-not-held'],
  // An agent that comes for its letters acts as its endpoint.
  ...Object.fromEntries(
    ['report', 'receive', 'acknowledge', 'refuse', 'return', 'open', 'move', 'file', 'close'].map((act) => [
      `${act}Inward`,
      ['seat-not-held'],
    ]),
  ),
  takeCallback: ofReports,
  // A pause gives no term, and an extension pauses nothing.
  ...Object.fromEntries(
    ['standClock', 'pauseTapalClock', 'resumeTapalClock'].map((act) => [act, ['clock-term-invalid']]),
  ),
  ...Object.fromEntries(['extendClock', 'extendTapalClock'].map((act) => [act, ofPauses])),
  // A level has terms that were judged when it was saved, and nothing is done to a clock that is only promised.
  explainServiceLevel: [...ofPauses, 'clock-term-invalid', 'clock-change-too-early'],
  takeByLink: ['seat-not-held', 'tapal-unknown'],
  takeLetter: ['seat-not-held', 'tapal-unknown'],
  // They become faults of the row.
  importList: ['office-unknown', 'succession-invalid'],
}
/** Codes that come with what the operation is handed: a line that cannot be read as one of a list. */
const handedIn: Record<string, readonly string[]> = {
  importList: ['import-quote-misplaced', 'import-quote-open', 'import-row-too-long'],
}

describe('a service exports the codes that it can throw', () => {
  const services = sourceFiles()
    .filter((file) => /^services\/.*\.ts$/.test(file))
    .flatMap((file) =>
      [...declarationsOf(file).keys()]
        .filter((name) => name.endsWith('Errors'))
        .map((name) => [name, file] as const),
    )

  test.each(services)('%s of %s', async (name, file) => {
    const exported = (await import(`../../${file.replace(/\.ts$/, '')}`)) as Record<string, readonly string[]>
    const operation = declarationsOf(file).get(name.replace(/Errors$/, ''))
    expect(operation).toBeDefined()
    expect(differences(name.replace(/Errors$/, ''), operation!, exported[name] ?? [])).toEqual(nothing)
  })
})

describe('an operation of the API declares the codes that its caller can meet', () => {
  const rows = new Map(
    Object.values(ROUTES)
      .flat()
      .map((row) => [row.operationId, row]),
  )
  const operations = sourceFiles()
    .filter((file) => /^api\/routes\/.*\.ts$/.test(file))
    .flatMap((file) => routesIn(file).map(({ operationId, call }) => [operationId, file, call] as const))

  test('every operation is found in the source', () => {
    expect(operations.map(([operationId]) => operationId).sort()).toEqual([...rows.keys()].sort())
  })

  test.each(operations)('%s (%s)', (operationId, file, call) => {
    const row = rows.get(operationId)!
    const { missing, idle } = differences(operationId, pieceOf(file, call), row.errors)
    const implicit = new Set<string>(implicitCodes(row))
    expect({ missing: missing.filter((code) => !implicit.has(code)), idle }).toEqual(nothing)
  })
})

function routesIn(file: string): { operationId: string; call: ts.CallExpression }[] {
  const found: { operationId: string; call: ts.CallExpression }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'route') {
      const [row] = node.arguments
      const id =
        row &&
        ts.isObjectLiteralExpression(row) &&
        row.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === 'operationId')
      if (id && ts.isPropertyAssignment(id) && ts.isStringLiteral(id.initializer))
        found.push({ operationId: id.initializer.text, call: node })
    }
    ts.forEachChild(node, visit)
  }
  visit(parsed(file))
  return found
}
