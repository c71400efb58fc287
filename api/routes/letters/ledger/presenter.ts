// Entries and tallies as the API returns them, with the names of offices.

import type { LedgerAct } from '../../../../database/letters/ledger/act-repository'
import type { Repositories } from '../../../../database'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { LedgerEntry } from '../../../../domain/letters/ledger/entry'
import { ledgerStandingOf } from '../../../../domain/letters/ledger/standing'
import { type Counted, countByStanding, totalOf } from '../../../../domain/letters/ledger/tally'
import type { DatedTally } from '../../../../services/letters/ledger/tally'
import { readDirectoryNames } from '../../common/directory-names'
import type { LedgerActResponse, RecipientEntry, TallyResponse } from './schema'

/** Entries with the names of their offices and seats; one round to the database. */
export async function presentEntries(
  repositories: Repositories,
  entries: readonly LedgerEntry[],
  now: Date,
): Promise<RecipientEntry[]> {
  const directory = await readDirectoryNames(
    repositories,
    { offices: entries.map(({ office }) => office), seats: entries.map(({ seat }) => seat) },
    now,
  )
  return entries.map((entry) => ({
    id: entry.id,
    recipient: directory.party(entry),
    district: entry.district,
    department: entry.department,
    purpose: entry.purpose,
    standing: ledgerStandingOf(entry.state),
    state: entry.state,
    mechanism: entry.mechanism,
    attempts: entry.attempts,
    parked: entry.parked,
    owes: entry.owes,
    dueAt: entry.dueAt?.toISOString() ?? null,
    level: entry.level,
    inwardNumber: entry.inwardNumber,
    diary: entry.diary && { number: entry.diary.number, date: dayInKerala(entry.diary.date) },
    deliveredAt: entry.deliveredAt?.toISOString() ?? null,
    acknowledgedAt: entry.acknowledgedAt?.toISOString() ?? null,
  }))
}

/** A tally with the names of departments, which are those of their topmost offices where one bears the code. */
export async function presentTally(
  repositories: Repositories,
  { all, districts, departments, asOf }: DatedTally,
  now: Date,
): Promise<TallyResponse> {
  const codes = departments.map(({ of }) => of).filter((code) => code !== '')
  const directory = await readDirectoryNames(repositories, { offices: codes }, now)
  return {
    asOf: asOf.toISOString(),
    ...sums(all),
    districts: districts.map((share) => ({ district: share.of, ...sums(share) })),
    departments: departments.map((share) => {
      const name = share.of === '' ? { name: '', nameMl: '' } : directory.office(share.of)
      return { department: share.of, ...name, ...sums(share) }
    }),
  }
}

function sums(counted: Counted) {
  return {
    counts: counted.counts,
    standings: countByStanding(counted),
    recipients: totalOf(counted),
    owing: counted.owing,
  }
}

/** An act on many recipients; who did it stands in the audit log. */
export function presentAct(act: LedgerAct): LedgerActResponse {
  const { id, kind, state, district, department, alsoDelivered, reason, at, expected, done, endedAt } = act
  return {
    ...{ id, kind, state, district, department, alsoDelivered, reason, expected, done },
    at: at.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}
