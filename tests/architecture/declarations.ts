// The top-level declarations of the server's files: what each refers to, and with which codes it makes a KcsError.

import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { ERROR_CODES } from '../../domain/common/error'
import { projectRoot } from '../../process/paths'
import { sourceFiles, textOf } from './files'

/** Rooms whose code throws in the process of the caller. */
const ROOMS = /^(domain|services|api)\//
const codes = new Set<string>(ERROR_CODES)

/** What a piece of code refers to: identifiers, codes of its `new KcsError`, and codes that it only names. */
export interface Piece {
  file: string
  identifiers: Set<string>
  thrown: Set<string>
  named: Set<string>
}

interface SourceFacts {
  declarations: Map<string, Piece>
  /** Local name → file and name there. */
  imports: Map<string, { file: string; name: string }>
}

const facts = new Map<string, SourceFacts>()

/** Functions that catch every code of what they call, and do without: nothing behind them is met. */
const CATCHERS = new Set(['firstDue', 'whyOrNothing'])

/** All codes that the piece can throw by itself or by what it calls, and those that are named on the way. */
export function reachedBy(start: Piece): { thrown: Set<string>; named: Set<string> } {
  const thrown = new Set<string>()
  const named = new Set<string>()
  const seen = new Set<Piece>()
  const open = [start]
  for (let piece = open.pop(); piece; piece = open.pop()) {
    if (seen.has(piece)) continue
    seen.add(piece)
    for (const code of piece.thrown) thrown.add(code)
    for (const code of piece.named) named.add(code)
    for (const identifier of piece.identifiers)
      if (!CATCHERS.has(identifier)) open.push(...lookUp(piece.file, identifier))
  }
  return { thrown, named }
}

function lookUp(file: string, identifier: string): Piece[] {
  const { declarations, imports } = factsOf(file)
  const own = declarations.get(identifier)
  if (own) return [own]
  const elsewhere = imports.get(identifier)
  return elsewhere ? lookUp(elsewhere.file, elsewhere.name) : []
}

/** The declarations of a file, by name. */
export function declarationsOf(file: string): ReadonlyMap<string, Piece> {
  return factsOf(file).declarations
}

function factsOf(file: string): SourceFacts {
  const known = facts.get(file)
  if (known) return known
  const result: SourceFacts = { declarations: new Map(), imports: new Map() }
  facts.set(file, result)
  if (!ROOMS.test(file)) return result
  for (const statement of parsed(file).statements) {
    if (ts.isImportDeclaration(statement)) learnImport(file, statement, result)
    else if (ts.isExportDeclaration(statement)) learnReexport(file, statement, result)
    else for (const name of namesOf(statement)) result.declarations.set(name, pieceOf(file, statement))
  }
  return result
}

const sources = new Map<string, ts.SourceFile>()

export function parsed(file: string): ts.SourceFile {
  const source = sources.get(file) ?? ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true)
  sources.set(file, source)
  return source
}

function learnImport(file: string, statement: ts.ImportDeclaration, { imports }: SourceFacts): void {
  const target = targetOf(file, statement.moduleSpecifier)
  const bindings = statement.importClause?.namedBindings
  if (target === null || statement.importClause?.isTypeOnly || !bindings || !ts.isNamedImports(bindings))
    return
  for (const element of bindings.elements)
    if (!element.isTypeOnly)
      imports.set(element.name.text, { file: target, name: (element.propertyName ?? element.name).text })
}

function learnReexport(file: string, statement: ts.ExportDeclaration, { imports }: SourceFacts): void {
  const target = statement.moduleSpecifier && targetOf(file, statement.moduleSpecifier)
  if (
    !target ||
    statement.isTypeOnly ||
    !statement.exportClause ||
    !ts.isNamedExports(statement.exportClause)
  )
    return
  for (const element of statement.exportClause.elements)
    imports.set(element.name.text, { file: target, name: (element.propertyName ?? element.name).text })
}

function targetOf(file: string, specifier: ts.Expression): string | null {
  if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return null
  const base = normalize(join(dirname(file), specifier.text))
  const found = [`${base}.ts`, `${base}/index.ts`].find((one) => existsSync(join(projectRoot(), one)))
  return found ?? null
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? name.text : [],
    )
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
    return [statement.name.text]
  return []
}

/** What a node refers to; property names and types are no references. */
export function pieceOf(file: string, root: ts.Node): Piece {
  const piece: Piece = { file, identifiers: new Set(), thrown: new Set(), named: new Set() }
  const visit = (node: ts.Node, inError: boolean): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    if (ts.isStringLiteral(node) && codes.has(node.text))
      (inError ? piece.thrown : piece.named).add(node.text)
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression, false)
    if (ts.isPropertyAssignment(node)) return visit(node.initializer, false)
    if (ts.isIdentifier(node)) piece.identifiers.add(node.text)
    const makesError =
      ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'KcsError'
    if (!makesError)
      return ts.forEachChild(node, (child) => visit(child, inError && !ts.isBinaryExpression(node)))
    const [code, ...rest] = node.arguments ?? []
    if (code) visitCode(code)
    for (const one of rest) visit(one, false)
  }
  /** `a ? 'x' : 'y'`: both may be thrown, the condition names none. */
  const visitCode = (node: ts.Expression): void => {
    if (ts.isParenthesizedExpression(node)) return visitCode(node.expression)
    if (!ts.isConditionalExpression(node)) return visit(node, true)
    visit(node.condition, false)
    visitCode(node.whenTrue)
    visitCode(node.whenFalse)
  }
  visit(root, false)
  return piece
}

/** Codes that ports throw (the record, Temporal, connectors, documents, secrets), or that the API makes of their errors. */
export function codesOfPorts(): Set<string> {
  const ports = /^((database|temporal|connectors|documents|secrets|process)\/|api\/errors\.ts$)/
  return new Set(
    sourceFiles()
      .filter((file) => ports.test(file) && file.endsWith('.ts'))
      .flatMap((file) => [...textOf(file).matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, word]) => word!))
      .filter((word) => codes.has(word)),
  )
}
