// Faults that a person can mend, for the programs that say them.

export { ConfigError } from '../config'

/** What keeps KCS from its work until a person has done something: `message` says what, `remedy` what to do. */
export class Problem extends Error {
  override readonly name: string = 'Problem'

  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The text of any error; a `Problem` ends with its remedy. */
export function describe(error: unknown): string {
  if (error instanceof Problem) return `${error.message}. ${error.remedy}`
  return error instanceof Error ? error.message : String(error)
}
