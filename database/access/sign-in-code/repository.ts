// One-time codes, and the account that such a code opens.

import type { Connection } from 'mongoose'
import type { Account } from '../account/repository'
import { accountCollection } from '../account/schema'
import { auditEntry } from '../audit/entry'
import { auditWriter } from '../audit/repository'
import { chargeLedger } from '../../directory/charge/ledger'
import { KcsError } from '../../../domain/common/error'
import type { Actor } from '../../../domain/letters/tapal/event'
import { isDuplicateKey } from '../../common/errors'
import { collectionOf } from '../../common/collection'
import { inTransaction } from '../../common/transaction'
import { signInCodeCollection } from './schema'

/** Wrong tries after which a code is worth nothing. */
const TRIES = 5

export interface SignInCode {
  pen: string
  hash: string
  issuedBy: string
  expiresAt: Date
}

export function signInCodeRepository(connection: Connection) {
  const collection = collectionOf(connection, signInCodeCollection)
  const accounts = collectionOf(connection, accountCollection)
  const audit = auditWriter(connection)
  const ledger = chargeLedger(connection)
  return {
    /** Keeps a new code in place of an older one; that it was issued is audited, the code is not. */
    async issue({ pen, hash, issuedBy, expiresAt }: SignInCode, actor: Actor, at: Date): Promise<void> {
      await inTransaction(connection, async (session) => {
        const set = { hash, failures: 0, issuedBy, expiresAt }
        await collection.updateOne({ _id: pen }, { $set: set }, { upsert: true, session })
        await ledger.noteEmployee(pen, { what: 'sign-in-code-issued', actor, at }, session)
      })
    },

    /** The hash to try a code against, counted as a failure until it proves right; null when there is none to try. */
    async toTry(pen: string, now: Date): Promise<string | null> {
      const row = await collection.findOneAndUpdate(
        { _id: pen, failures: { $lt: TRIES }, expiresAt: { $gt: now } },
        { $inc: { failures: 1 } },
      )
      return row?.hash ?? null
    },

    /** The try was right and is no failure; the login that was chosen with it may still be taken. */
    async wasRight({ pen, hash }: Pick<SignInCode, 'pen' | 'hash'>): Promise<void> {
      await collection.updateOne({ _id: pen, hash }, { $inc: { failures: -1 } })
    },

    /**
     * Opens the account and uses the code up, in one. Throws KcsError `sign-in-code-wrong` where the code was used or
     * replaced meanwhile, `employee-suspended`, `signed-in-before`, and `login-taken`, which leaves the code as it is.
     */
    async open(code: Pick<SignInCode, 'pen' | 'hash'>, account: Account, at: Date): Promise<void> {
      const { login, ...rest } = account
      try {
        await inTransaction(connection, async (session) => {
          const used = await collection.deleteOne(
            { _id: code.pen, hash: code.hash },
            {
              session,
            },
          )
          if (used.deletedCount === 0) throw new KcsError('sign-in-code-wrong')
          const employee = await ledger.takeEmployee(code.pen, session)
          if (employee.suspendedFrom) throw new KcsError('employee-suspended')
          if (await accounts.findOne({ employee: code.pen }, { session }))
            throw new KcsError('signed-in-before')
          await accounts.insertOne({ _id: login.toLowerCase(), ...rest }, { session })
          const changed = { thing: 'employee', id: code.pen, mark: 'first-sign-in' } as const
          const actor = { kind: 'operator', account: `account:${login}` } as const
          await audit.enterAgain(auditEntry(changed, {}, { what: 'first-sign-in', actor, at }), session)
        })
      } catch (error) {
        if (isDuplicateKey(error)) throw new KcsError('login-taken')
        throw error
      }
    },
  }
}

export type SignInCodeRepository = ReturnType<typeof signInCodeRepository>
