// Work on the machine itself, without an API between: its faults in the words of the command.

import { errorEntry, isKcsError } from '../domain/common/error'
import { ConfigError, Problem } from '../process/problem'
import { CliError, EXIT } from './exit'

/** Does the work; throws a `CliError` for what a person can mend, and every other fault as it is. */
export async function onMachine<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw asCliError(error)
  }
}

function asCliError(error: unknown): unknown {
  if (error instanceof ConfigError)
    return new CliError('the settings are not complete or not right', {
      exitCode: EXIT.usage,
      remedy: 'Set them in the environment, as docs/operators.md says, and repeat.',
      lines: error.problems.map(({ setting, reason }) => `${setting}  ${reason}`),
      cause: error,
    })
  if (error instanceof Problem)
    return new CliError(error.message, { exitCode: EXIT.failed, remedy: error.remedy, cause: error })
  if (isKcsError(error)) {
    const { title, remedy } = errorEntry(error.code)
    const exitCode = error.code === 'service-unavailable' ? EXIT.unavailable : EXIT.conflict
    return new CliError(error.detail ?? title, { exitCode, remedy, code: error.code, cause: error })
  }
  if (error instanceof Error && error.name === 'NotReady')
    return new CliError(error.message, {
      exitCode: EXIT.failed,
      remedy: 'Run what the message says, and repeat.',
      cause: error,
    })
  if (error instanceof Error && error.name.endsWith('ServerSelectionError'))
    return new CliError('the MongoDB of MONGODB_URI does not answer', {
      exitCode: EXIT.unavailable,
      remedy: 'Check the address and that the server runs, and repeat.',
      cause: error,
    })
  return error
}
