// How the command ends: exit codes for scripts, and faults with a remedy for people.

/** What each exit code says; printed by `kcs --help`. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notYours: 3,
  unavailable: 4,
  conflict: 5,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const EXIT_HELP = `
Exit codes:
  0  done
  1  failed: a fault on the side of KCS, or something the doctor found
  2  wrong usage: an option, a file or a field is not right
  3  not found, or no right to it (also: not signed in)
  4  not reachable now, or asked to wait; the same command can be repeated
  5  against what stands: acknowledged otherwise, recalled, used up, changed meanwhile`

/** A fault that ends the command: `message` says what is wrong, `remedy` what to do about it. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode
  readonly remedy: string
  /** Stable code of KCS, where it was KCS that refused. */
  readonly code: string | undefined
  /** One line for each wrong field. */
  readonly lines: readonly string[]

  constructor(
    message: string,
    options: {
      exitCode: ExitCode
      remedy: string
      code?: string
      lines?: readonly string[]
      cause?: unknown
    },
  ) {
    super(message, { cause: options.cause })
    this.exitCode = options.exitCode
    this.remedy = options.remedy
    this.code = options.code
    this.lines = options.lines ?? []
  }
}

/** Wrong usage. */
export function usage(message: string, remedy: string): CliError {
  return new CliError(message, { exitCode: EXIT.usage, remedy })
}
