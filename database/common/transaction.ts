// Several writes that go in together or not at all.

import type { ClientSession, Connection } from 'mongoose'
import { asDriverFault } from './told-as-kcs'

/** What a method of a repository takes to be part of a transaction of its caller. */
export type Session = ClientSession

/** Runs the work in the transaction of the caller, or else in one of its own. */
export function within<T>(
  connection: Connection,
  session: Session | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return session ? work(session) : inTransaction(connection, work)
}

/** Runs the work in one transaction; it is repeated as a whole where another transaction was in its way. */
export function inTransaction<T>(connection: Connection, work: (session: Session) => Promise<T>): Promise<T> {
  const once = (session: Session): Promise<T> =>
    work(session).catch((error: unknown) => {
      throw asDriverFault(error)
    })
  return connection.withSession((session) => session.withTransaction(() => once(session)))
}
