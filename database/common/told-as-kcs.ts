// What repositories throw where the database cannot be reached: the one error of KCS by which every room knows that.

import { mongo } from 'mongoose'
import { isKcsError } from '../../domain/common/error'
import { asKcsError } from './errors'

/**
 * The same thing, each of whose functions throws KcsError `service-unavailable` where the database cannot be reached now, also
 * while it goes through rows; so for each part that holds functions. Every other fault stays as it is.
 */
export function toldAsKcs<Thing extends object>(thing: Thing): Thing {
  const told = new Map<unknown, unknown>()
  return new Proxy(thing, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (!told.has(value)) told.set(value, part(target, value))
      return told.get(value)
    },
  })
}

function part(of: object, value: unknown): unknown {
  if (typeof value === 'function')
    return (...given: unknown[]): unknown => outcome(Reflect.apply(value, of, given))
  return isPlain(value) ? toldAsKcs(value) : value
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function outcome(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result
  if ('then' in result && typeof result.then === 'function')
    return Promise.resolve(result).catch((error: unknown) => {
      throw asKcsError(error)
    })
  return areRows(result) ? rowsOf(result) : result
}

function areRows(result: object): result is AsyncIterable<unknown> {
  return Symbol.asyncIterator in result
}

async function* rowsOf(rows: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  try {
    yield* rows
  } catch (error) {
    throw asKcsError(error)
  }
}

/** The fault as the driver threw it, by whose labels it sees that a transaction is to be repeated. */
export function asDriverFault(error: unknown): unknown {
  return isKcsError(error) && error.cause instanceof mongo.MongoError ? error.cause : error
}
