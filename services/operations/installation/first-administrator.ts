// The first administrator: entered on the machine itself, and let in by a one-time code that is shown once.

import { CODE_MS, plainCode } from '../../../domain/access/account/sign-in-code'
import type { Role } from '../../../domain/access/account/roles'
import { newEmployee } from '../../../domain/directory/charge/charge'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

export const admitFirstAdministratorErrors = [
  'employee-suspended',
  'signed-in-before',
] as const satisfies readonly ErrorCode[]

/** Who keeps the directory and operates the installation until there are others. */
const ROLES: Role[] = ['admin', 'operator']
const KCS = { kind: 'kcs' } as const

export type Admission =
  /** There is an administrator who can sign in. */
  | { kind: 'there' }
  /** A code is out and was not used yet. */
  | { kind: 'pending'; pen: string; expiresAt: Date }
  | { kind: 'issued'; pen: string; code: string; expiresAt: Date }
  /** There is none, and nobody was named. */
  | { kind: 'unnamed' }

/**
 * Issues a one-time code for the named employee, who is entered where the number is new, unless there is an administrator
 * or a code that can still be used. `anew` issues another in place of it. Throws KcsError `employee-suspended`, and
 * `signed-in-before` for an employee who has an account of other roles.
 */
export async function admitFirstAdministrator(
  { repositories, secrets }: Deps,
  named: { pen: string; name: string } | null,
  { anew }: { anew: boolean },
  now: Date,
): Promise<Admission> {
  const { accounts, audit, employees, signInCodes } = repositories
  if (await accounts.hasActive('admin')) return { kind: 'there' }
  const out = await signInCodes.usableFor('admin', now)
  if (out && !anew) return { kind: 'pending', ...out }
  const pen = named?.pen ?? out?.pen
  if (pen === undefined) return { kind: 'unnamed' }

  const employee = await employees.byPen(pen)
  const note = { actor: KCS, at: now } as const
  if (!employee)
    await employees.add(newEmployee({ pen, name: named?.name ?? pen }), { what: 'entered', ...note })
  if (employee?.suspendedFrom) throw new KcsError('employee-suspended')
  if (await accounts.rolesOf(pen)) throw new KcsError('signed-in-before')
  const code = secrets.newSignInCode()
  const expiresAt = new Date(now.getTime() + CODE_MS)
  const hash = await secrets.hashPassword(plainCode(code))
  await repositories.transaction(async (session) => {
    if (out && out.pen !== pen) await signInCodes.withdraw(out.pen, session)
    await signInCodes.keep({ pen, hash, issuedBy: 'kcs install', expiresAt, roles: ROLES }, session)
    await audit.note({ thing: 'employee', id: pen }, {}, { what: 'sign-in-code-issued', ...note }, session)
  })
  return { kind: 'issued', pen, code, expiresAt }
}
