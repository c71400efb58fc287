// Entering employees, their numbers, and the first sign-in.

import type { EmployeeRecord } from '../../../../database/directory/employee/repository'
import { KcsError } from '../../../../domain/common/error'
import { newEmployee } from '../../../../domain/directory/charge/charge'
import { etag, versionToChange } from '../../../http/etag'
import type { Answer, Call, CallOf } from '../../../http/route'
import {
  deciderOf,
  requireAboveSeats,
  requireAnyHead,
  requireHeadOfEmployee,
} from '../../../../services/access/right/charge-rights'
import { guessesOf } from '../../../identity/guesses'
import { callerOf, type Identity } from '../../../../services/access/right/identity'
import { hashPassword, passwordFits } from '../../../../secrets/passwords'
import { CODE_MS, newCode, plainCode } from '../../../../secrets/sign-in-code'
import { beginSession } from '../../access/session/handlers'
import type { z } from 'zod'
import type {
  EmployeeAnswer,
  employeeChangeSchema,
  employeeParams,
  firstSignInSchema,
  newEmployeeSchema,
  numberSchema,
} from './schema'

type OfEmployee = { params: typeof employeeParams }

export async function addEmployee(call: CallOf<{ body: typeof newEmployeeSchema }>): Promise<Answer> {
  const { deps, identity, body, now } = call
  await requireAnyHead(deps.repositories, identity)
  const { pen, name, temporary = false, nameMl = '', phone = '', email = '' } = body
  const employee = await deps.repositories.employees.add(
    newEmployee({ pen, name, temporary, nameMl, phone, email }),
    { what: 'entered', actor: deciderOf(identity), at: now },
  )
  return {
    ...(await answerOf(deps, employee, 201)),
    headers: { ...etag(employee.version), location: pathOf(employee.pen) },
  }
}

export async function readEmployee({ deps, params }: CallOf<OfEmployee>): Promise<Answer> {
  return answerOf(deps, await requireEmployee(deps, params.pen))
}

export async function changeEmployee(
  call: CallOf<OfEmployee & { body: typeof employeeChangeSchema }>,
): Promise<Answer> {
  const { deps, identity, params, body, now, ctx } = call
  const version = versionToChange(ctx)
  const { pen } = await requireEmployee(deps, params.pen)
  await requireHeadOfEmployee(deps.repositories, identity, pen, now)
  const note = { what: 'changed', actor: deciderOf(identity), at: now }
  return answerOf(deps, await deps.repositories.employees.change(pen, version, given(body), note))
}

/** The number that was issued takes the place of the temporary one. */
export async function issueNumber(call: CallOf<OfEmployee & { body: typeof numberSchema }>): Promise<Answer> {
  const { deps, identity, params, body, now } = call
  const { pen } = await requireEmployee(deps, params.pen)
  await requireHeadOfEmployee(deps.repositories, identity, pen, now)
  const entered = { actor: deciderOf(identity), at: now }
  const employee = await deps.repositories.employees.issueNumber(params.pen, body.pen, entered)
  const headers = { ...etag(employee.version), location: pathOf(employee.pen) }
  return { ...(await answerOf(deps, employee)), headers }
}

/**
 * A code for the first sign-in. The administrator gives it to heads of offices, the head of the office to the others:
 * whoever gives a code must decide on every seat that it opens.
 */
export async function issueCode(call: CallOf<OfEmployee>): Promise<Answer> {
  const { deps, identity, params, now } = call
  const { repositories } = deps
  const { pen, suspendedFrom } = await requireEmployee(deps, params.pen)
  const seats = await requireHeadOfEmployee(repositories, identity, pen, now)
  await requireAboveSeats(repositories, identity, seats)
  if (seats.length === 0) throw new KcsError('seatless')
  if (suspendedFrom) throw new KcsError('employee-suspended')
  if (await repositories.accounts.rolesOf(pen)) throw new KcsError('signed-in-before')
  const code = newCode()
  const expiresAt = new Date(now.getTime() + CODE_MS)
  const row = { pen, hash: await hashPassword(plainCode(code)), issuedBy: callerOf(identity), expiresAt }
  await repositories.signInCodes.issue(row, deciderOf(identity), now)
  return {
    status: 201,
    headers: { 'cache-control': 'no-store' },
    body: { code, expiresAt: expiresAt.toISOString() },
  }
}

type FirstSignIn = Call<
  Identity,
  Record<string, never>,
  Record<string, never>,
  z.infer<typeof firstSignInSchema>
>

/** Opens the account of the employee. An unknown number, a wrong code and an old one are answered alike. */
export async function firstSignIn({ deps, identity, body, ctx, now }: FirstSignIn): Promise<Answer> {
  const { signInCodes, accounts, sessions } = deps.repositories
  const { pen } = body
  const guesses = await guessesOf(deps, ctx, `code of ${pen}`)
  const hash = await signInCodes.toTry(pen, now)
  if (!(await passwordFits(hash ?? undefined, plainCode(body.code))) || hash === null) {
    await guesses.failed()
    throw new KcsError('sign-in-code-wrong')
  }
  await Promise.all([guesses.forget(), signInCodes.wasRight({ pen, hash })])
  const login = body.login.toLowerCase()
  const account = {
    login,
    employee: pen,
    passwordHash: await hashPassword(body.password),
    roles: ['officer' as const],
    language: 'en' as const,
    active: true,
  }
  await signInCodes.open({ pen, hash }, account, now)
  if (identity.kind === 'account') await sessions.end(identity.session.hash)
  return beginSession(deps, (await accounts.byLogin(login)) ?? account, now)
}

async function requireEmployee(
  { repositories }: CallOf<object>['deps'],
  pen: string,
): Promise<EmployeeRecord> {
  const employee = await repositories.employees.byPen(pen)
  if (!employee) throw new KcsError('not-found')
  return employee
}

async function answerOf(
  { repositories }: CallOf<object>['deps'],
  employee: EmployeeRecord,
  status = 200,
): Promise<Answer> {
  const { pen, temporary, name, nameMl, phone, email, suspendedFrom, version } = employee
  const facts = { pen, temporary, name, nameMl, phone, email }
  const hasLogin = (await repositories.accounts.rolesOf(pen)) !== null
  const body: EmployeeAnswer = { ...facts, suspendedFrom: suspendedFrom?.toISOString() ?? null, hasLogin }
  return { status, body, headers: etag(version) }
}

function pathOf(pen: string): string {
  return `/v1/employees/${encodeURIComponent(pen)}`
}

/** The fields that were given; those left out stay as they are. */
function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as never
}
