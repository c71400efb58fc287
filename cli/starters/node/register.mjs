// What the agent knows, on disk: letters by delivery key, and the reports that are owed to KCS. Each change is one line of a
// journal that is on disk when the function returns, so that the process may die at any line of this code.

import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { diaryNumber } from './office.mjs'
import { PREFIX } from './settings.mjs'

const KERALA_MS = 5.5 * 3_600_000

/** The act stands against what the register says of the letter. */
export class Conflict extends Error {}

/** Opens the register of the folder. */
export function openRegister(folder) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'register.jsonl')
  const file = openSync(path, 'a+')
  const letters = new Map()
  const reports = new Map()
  const counts = new Map()
  const owed = new Set()
  const open = new Set()
  let size = replay()

  function replay() {
    const content = readFileSync(path)
    // A line without an end was being written when the agent was killed; nobody was told of it.
    const whole = content.lastIndexOf(0x0a) + 1
    for (const line of content.subarray(0, whole).toString('utf8').split('\n'))
      if (line !== '') apply(JSON.parse(line))
    if (whole < content.length) ftruncateSync(file, whole)
    if (process.platform !== 'win32') {
      const handle = openSync(folder, 'r')
      fsyncSync(handle)
      closeSync(handle)
    }
    return whole
  }

  function record(entry) {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`)
    try {
      for (let at = 0; at < line.length; ) at += writeSync(file, line, at)
      fsyncSync(file)
    } catch (error) {
      // What is half written must not stand before the next line.
      ftruncateSync(file, size)
      throw error
    }
    size += line.length
    apply(entry)
  }

  function apply(entry) {
    if (entry.letter) {
      const { deliveryKey } = entry.letter
      const letter = { ...letters.get(deliveryKey), ...entry.letter }
      letters.set(deliveryKey, letter)
      if (letter.isOpen) open.add(deliveryKey)
      else open.delete(deliveryKey)
    }
    if (entry.diary) counts.set(entry.diary.year, entry.diary.count)
    for (const [key, change] of Object.entries(entry.reports ?? {})) {
      const report = { key, ...reports.get(key), ...change }
      reports.set(key, report)
      if (report.state === 'owed') owed.add(key)
      else owed.delete(key)
      if (change.body) {
        const letter = letters.get(report.deliveryKey)
        if (letter && !letter.reports.includes(key)) letter.reports.push(key)
      }
    }
  }

  /** The change by which the report is owed: `again` also where KCS has confirmed it before. */
  function owing(key, { deliveryKey, tapal }, body, again = false) {
    const before = reports.get(key)
    if (before) return again ? { [key]: { state: 'owed' } } : {}
    return { [key]: { deliveryKey, tapal, body, state: 'owed' } }
  }

  /**
   * Keeps a letter once per delivery key. A letter that was fetched has its id at KCS, `tapal`: that it arrived is owed as a
   * report, again if it comes again.
   */
  function arrive(envelope, refusal, tapal) {
    const { deliveryKey } = envelope
    const known = letters.get(deliveryKey)
    const letter = known ?? {
      ...{ deliveryKey, tapal, number: letters.size + 1, reference: `${PREFIX}-${letters.size + 1}` },
      ...{
        envelope,
        state: refusal ? 'refused' : 'delivered',
        refusal,
        diary: null,
        isOpen: !refusal,
        reports: [],
      },
    }
    const entry = known ? {} : { letter }
    if (tapal !== undefined) entry.reports = owing(`${deliveryKey}-arrived`, letter, arrivalOf(letter), true)
    if (!known || tapal !== undefined) record(entry)
    return { letter: letters.get(deliveryKey), isNew: !known }
  }

  /** Records what the office did, and owes KCS the report, in one line. Returns the report, null for an unknown letter. */
  function act(deliveryKey, { key: givenKey, ...done }) {
    const letter = letters.get(deliveryKey)
    if (!letter) return null
    const acknowledgedKey = `${deliveryKey}-acknowledged`
    let key =
      givenKey === undefined ? `${deliveryKey}-${letter.reports.length + 1}` : `${deliveryKey}-${givenKey}`
    if (reports.has(key)) return reports.get(key)
    if (done.kind === 'acknowledged' && letter.diary) {
      if ((done.diaryNumber ?? letter.diary.diaryNumber) !== letter.diary.diaryNumber)
        throw new Conflict('it has another diary number')
      return reports.get(acknowledgedKey)
    }
    mayAct(letter, done.kind)
    const entry = {}
    let body = { at: new Date().toISOString(), ...done }
    if (done.kind === 'acknowledged') {
      const { diary, count } = diarise(done)
      if (count) entry.diary = count
      entry.letter = { deliveryKey, state: 'acknowledged', diary }
      body = { ...body, ...diary }
      key = acknowledgedKey
    }
    if (done.kind === 'refused') {
      const { code, reason, rightOffice } = done
      entry.letter = { deliveryKey, state: 'refused', refusal: { code, reason, rightOffice }, isOpen: false }
    }
    entry.reports = owing(key, letter, body)
    record(entry)
    return reports.get(key)
  }

  function diarise({ diaryNumber: given, diaryDate }) {
    const today = new Date(Date.now() + KERALA_MS).toISOString().slice(0, 10)
    const year = today.slice(0, 4)
    const count = (counts.get(year) ?? 0) + 1
    return {
      diary: { diaryNumber: given || diaryNumber(count, year), diaryDate: diaryDate ?? today },
      count: given ? null : { year, count },
    }
  }

  /** The sender recalls the letter: withdrawn, taken or unseen. A fetching agent owes the answer as a report. */
  function withdraw(deliveryKey, tapal) {
    const letter = letters.get(deliveryKey)
    const isTaken = letter?.state === 'acknowledged' || letter?.state === 'refused'
    const end = !letter ? 'unseen' : isTaken ? 'taken' : 'withdrawn'
    const entry = {}
    if (end === 'withdrawn' && letter.state !== 'withdrawn')
      entry.letter = { deliveryKey, state: 'withdrawn', isOpen: false }
    if (tapal !== undefined) {
      const body = { kind: 'withdrawn', end: isTaken ? 'taken' : 'withdrawn' }
      entry.reports = owing(`${deliveryKey}-withdrawn`, letter ?? { deliveryKey, tapal }, body, true)
    }
    if (Object.keys(entry).length > 0) record(entry)
    return end
  }

  return {
    arrive,
    act,
    withdraw,
    find: (deliveryKey) => letters.get(deliveryKey),
    newest: (limit) => [...letters.values()].slice(-limit).reverse(),
    count: () => letters.size,
    /** Letters of which documents are missing, or that are to be dealt with at once. */
    openLetters: () => [...open].map((deliveryKey) => letters.get(deliveryKey)),
    settle: (deliveryKey) => record({ letter: { deliveryKey, isOpen: false } }),
    report: (key) => reports.get(key),
    /** Reports that KCS has not confirmed, oldest first. */
    owed: (limit) => [...owed].slice(0, limit).map((key) => reports.get(key)),
    /** KCS has confirmed these reports, or refused those that have a fault, for good. */
    told: (faults) =>
      record({
        reports: Object.fromEntries(
          faults.map(([key, fault]) => [key, { state: fault ? 'rejected' : 'told', fault }]),
        ),
      }),
  }
}

function arrivalOf({ state, refusal, reference }) {
  if (state !== 'refused') return { kind: 'received', reference }
  return { kind: 'refused', at: new Date().toISOString(), ...refusal }
}

function mayAct({ state, diary }, kind) {
  if (state === 'withdrawn' || state === 'refused') throw new Conflict(`it was ${state}`)
  if (kind === 'refused' && diary) throw new Conflict('it was acknowledged; it can be returned')
  if ((kind === 'closed' || kind === 'returned') && !diary) throw new Conflict('it was not acknowledged yet')
}
