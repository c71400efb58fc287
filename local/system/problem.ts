// What on this machine keeps KCS from starting, and the failures that every write can meet, in words.

import { Problem } from '../../process/problem'

export { describe } from '../../process/problem'

/** Something on this machine keeps KCS from starting: `message` says what, `remedy` what the person can do about it. */
export class LocalProblem extends Problem {
  override readonly name: string = 'LocalProblem'
}

/** A port that was free when it was chosen was taken before its server listened there. */
export class PortTaken extends LocalProblem {
  override readonly name = 'PortTaken'
}

/** Puts the two failures every write can meet (no room, no right) into words; other errors come back as they are. */
export function asStorageProblem(error: unknown, folder: string): unknown {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left/i.test(message ?? '')) {
    return new LocalProblem(
      `the disk that holds ${folder} is full`,
      'Free some space (1 GB is enough to begin with) and start again.',
      {
        cause: error,
      },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new LocalProblem(
      `${folder} cannot be written`,
      'Give this user the right to write there, or unpack KCS in a folder of your own.',
      {
        cause: error,
      },
    )
  }
  return error
}
