// The inward register of one reference Soochika: what came in, its number by section and year, at which seat it lies.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { type DeskAct, type WrittenReport } from './acts'
import { type InwardRequest } from './requests'

export interface Inward {
  inwardId: string
  request: InwardRequest
  state: 'Registered' | 'Opened' | 'InFile' | 'Closed' | 'Withdrawn' | 'Refused' | 'Returned'
  entry: WrittenReport['Entry'] | null
  seat: string
  fileNo: string | null
  refusal: Pick<WrittenReport, 'Code' | 'Remarks' | 'RightOffice'> | null
  reports: WrittenReport[]
}

type Line =
  | { type: 'registered'; request: InwardRequest; inwardId: string; entry: Inward['entry'] }
  | { type: 'report'; report: WrittenReport }
  | { type: 'withdrawn'; kcsKey: string }

export interface InwardRegister {
  all(): Inward[]
  find(kcsKey: string): Inward | undefined
  /** Registers a letter once for each KCS key. */
  register(request: InwardRequest, isNumbered: boolean): Promise<{ inward: Inward; repeated: boolean }>
  /** Does what someone at a seat does; null where the letter is not at a seat any more. */
  act(kcsKey: string, act: DeskAct): Promise<WrittenReport | null>
  withdraw(kcsKey: string): Promise<'Withdrawn' | 'Unseen' | 'Taken'>
  close(): Promise<void>
}

/** Opens the register in the folder of its instance. */
export async function openInwardRegister(folder: string, prefix: string): Promise<InwardRegister> {
  const journal = await openJournal<Line>(join(folder, 'inwards.jsonl'))
  const inwards = new Map<string, Inward>()
  const turn = inTurn()
  const apply = (line: Line): void => {
    if (line.type === 'registered') inwards.set(line.request.KcsKey, registered(line))
    else if (line.type === 'report') applyReport(inwards.get(line.report.KcsKey)!, line.report)
    else inwards.get(line.kcsKey)!.state = 'Withdrawn'
  }
  for (const line of journal.past) apply(line)
  const write = async (line: Line): Promise<void> => {
    await journal.append(line)
    apply(line)
  }
  /** The next number of a section in this year. */
  const nextEntry = (section: string): NonNullable<Inward['entry']> => {
    const today = dayInKerala(new Date())
    const Year = today.slice(0, 4)
    const before = [...inwards.values()].filter(
      ({ entry }) => entry?.Section === section && entry.Year === Year,
    )
    return { Section: section, Number: String(before.length + 1), Year, Date: today }
  }
  return {
    all: () => [...inwards.values()],
    find: (kcsKey) => inwards.get(kcsKey),
    register: (request, isNumbered) =>
      turn(async () => {
        const before = inwards.get(request.KcsKey)
        if (before) return { inward: before, repeated: true }
        const entry = isNumbered ? nextEntry(sectionOf(request)) : null
        await write({ type: 'registered', request, inwardId: `${prefix}-${inwards.size + 1}`, entry })
        return { inward: inwards.get(request.KcsKey)!, repeated: false }
      }),
    act: (kcsKey, act) =>
      turn(async () => {
        const inward = inwards.get(kcsKey)!
        const report = reportOf(inward, act, nextEntry)
        if (report) await write({ type: 'report', report })
        return report
      }),
    withdraw: (kcsKey) =>
      turn(async () => {
        const inward = inwards.get(kcsKey)
        if (!inward) return 'Unseen'
        if (inward.state === 'Withdrawn') return 'Withdrawn'
        if (inward.state !== 'Registered') return 'Taken'
        await write({ type: 'withdrawn', kcsKey })
        return 'Withdrawn'
      }),
    close: () => turn(() => journal.close()),
  }
}

/** The register in which a letter for no section is entered. */
const FRONT_OFFICE = 'FO'

function sectionOf({ To }: InwardRequest): string {
  return To.Section?.trim().slice(0, 30) || FRONT_OFFICE
}

function registered({ request, inwardId, entry }: Line & { type: 'registered' }): Inward {
  const seat = request.To.SeatName
  return { inwardId, request, entry, seat, state: 'Registered', fileNo: null, refusal: null, reports: [] }
}

function reportOf(
  inward: Inward,
  act: DeskAct,
  nextEntry: (section: string) => NonNullable<Inward['entry']>,
): WrittenReport | null {
  if (inward.state === 'Withdrawn' || inward.state === 'Refused' || inward.state === 'Returned') return null
  const base = {
    Id: `${inward.inwardId}/${inward.reports.length + 1}`,
    KcsKey: inward.request.KcsKey,
    When: new Date().toISOString(),
    Act: act.act,
  }
  switch (act.act) {
    case 'Acknowledged':
      return { ...base, Entry: inward.entry ?? nextEntry(act.section ?? sectionOf(inward.request)) }
    case 'Moved': {
      const file = inward.fileNo === null ? {} : { FileNo: inward.fileNo }
      return { ...base, FromSeat: inward.seat, ToSeat: act.toSeat, ...file }
    }
    case 'Filed':
      return { ...base, Seat: inward.seat, FileNo: act.fileNo }
    case 'Refused': {
      const office = act.rightOffice === undefined ? {} : { RightOffice: act.rightOffice }
      return { ...base, Code: act.code, Remarks: act.remarks, ...office }
    }
    case 'Returned':
      return { ...base, Remarks: act.remarks }
    case 'Opened':
    case 'Closed':
      return base
  }
}

function applyReport(inward: Inward, report: WrittenReport): void {
  inward.reports.push(report)
  switch (report.Act) {
    case 'Acknowledged':
      inward.entry = report.Entry!
      break
    case 'Moved':
      inward.seat = report.ToSeat!
      break
    case 'Filed':
      inward.fileNo = report.FileNo!
      inward.state = 'InFile'
      return
    case 'Refused':
      inward.refusal = {
        ...{ Code: report.Code!, Remarks: report.Remarks! },
        ...(report.RightOffice === undefined ? {} : { RightOffice: report.RightOffice }),
      }
      inward.state = 'Refused'
      return
    case 'Closed':
    case 'Returned':
      inward.state = report.Act
      return
    case 'Opened':
  }
  // Whoever does something with it has seen it.
  if (inward.state === 'Registered') inward.state = 'Opened'
}
