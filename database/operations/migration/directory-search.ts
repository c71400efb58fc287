// Offices and seats of before the directory could be searched are entered in its search.

import type { Connection } from 'mongoose'
import { searchUpkeep } from '../../directory/search/upkeep'

/** Safe to repeat: what is entered already is left alone. */
export async function directorySearch(connection: Connection): Promise<void> {
  await searchUpkeep(connection).all()
}
