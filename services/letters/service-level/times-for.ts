// The times of each tapal of a letter: by the levels that held when it was accepted, read once for all its recipients.

import type { Repositories } from '../../../database'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { type LevelBook, openLevelBook } from '../../../domain/letters/service-level/choose'
import type { LetterFacts } from '../../../domain/letters/service-level/facts'
import {
  type ChosenTimes,
  type StatedTimes,
  timesOf,
  timesOfBefore,
} from '../../../domain/letters/service-level/times'

/** The times for an office of the kind; the same answer for each office of it. */
export type TimesFor = (officeKind: string) => ChosenTimes

type Levels = { repositories: Pick<Repositories, 'serviceLevels'> }

/** For a letter that was accepted; one read, and none where the letter is of before levels were kept. */
export async function timesForDispatch(deps: Levels, dispatch: Dispatch): Promise<TimesFor> {
  const { statedTimes, times, acceptedAt } = dispatch
  if (!statedTimes) {
    const before = timesOfBefore(times)
    return () => before
  }
  return timesForLetter(deps, dispatch, statedTimes, acceptedAt)
}

/** For a letter that is only planned, as of the instant. */
export async function timesForLetter(
  { repositories }: Levels,
  letter: LetterFacts,
  stated: StatedTimes,
  at: Date,
): Promise<TimesFor> {
  const book = openLevelBook(await repositories.serviceLevels.heldAt(at), letter, at)
  const known = new Map<string, ChosenTimes>()
  return (officeKind) => {
    const times = known.get(officeKind) ?? chosen(book, officeKind, letter, stated)
    known.set(officeKind, times)
    return times
  }
}

function chosen(book: LevelBook, officeKind: string, letter: LetterFacts, stated: StatedTimes): ChosenTimes {
  return timesOf(book.choose(officeKind), stated, letter.fixedDate)
}
