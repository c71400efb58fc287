// The words of the portal: English and Malayalam say the same, and nothing the service tells is left without words.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRIORITIES } from '../../domain/letters/dispatch/priority'
import { LEVEL_CONDITIONS } from '../../domain/letters/service-level/level'
import { TERM_UNITS } from '../../domain/common/clock/term'
import {
  DISPATCH_STATES,
  LETTER_KINDS,
  LEVEL_CLOCKS,
  URGENCIES,
} from '../../domain/letters/dispatch/dispatch'
import { MECHANISMS, settingNames } from '../../domain/letters/systems'
import { CLOSURE_REASONS, HOLIDAY_KINDS } from '../../domain/common/clock/calendar'
import { ERROR_CODES } from '../../domain/common/error'
import { IMPORT_MODES, LIST_NAMES } from '../../domain/directory/import/names'
import { DESK_ACTS, DESK_STATES, JOB_STATES } from '../../domain/operations/desk/desk'
import { OFFICE_KINDS } from '../../domain/directory/office/kinds'
import { INBOX_VIEWS } from '../../domain/letters/tapal/inbox'
import { NOTICE_KINDS } from '../../domain/letters/notice/notice'
import { CHARGE_ENDS, CHARGE_KINDS } from '../../domain/directory/charge/charge'
import { HANDOVER_STATES } from '../../domain/directory/handover/handover'
import { SEAT_ROLES } from '../../domain/directory/seat/seat'
import { REASON_CODES } from '../../domain/letters/routing/reason'
import { CAUSES } from '../../domain/letters/tapal/event'
import { REFUSAL_CODES } from '../../domain/letters/tapal/refusal'
import { TAPAL_STATES } from '../../domain/letters/tapal/states'
import { projectRoot } from '../../process/paths'

function catalogue(language: string): Map<string, string> {
  const read = (name: string): object =>
    JSON.parse(readFileSync(join(projectRoot(), 'ui', 'i18n', `${name}.json`), 'utf8')) as object
  const words = new Map<string, string>()
  const walk = (entry: unknown, path: string): void => {
    if (typeof entry === 'string') words.set(path, entry)
    else
      for (const [key, inner] of Object.entries(entry as object)) walk(inner, path ? `${path}.${key}` : key)
  }
  // The words of the operator's desk come with it alone.
  for (const name of [language, `${language}-desk`]) walk(read(name), '')
  return words
}

const en = catalogue('en')
const ml = catalogue('ml')
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test('every word of the portal is there in English and in Malayalam', () => {
  expect([...ml.keys()].sort()).toEqual([...en.keys()].sort())
})

test('each sentence has the same places for names and numbers in both languages', () => {
  for (const [key, text] of en)
    expect({ key, holes: holes(ml.get(key) ?? '') }).toEqual({ key, holes: holes(text) })
})

test('Malayalam words are written in Malayalam, and none is left in English', () => {
  const bare = (text: string) => text.replace(/\{\{\w+\}\}/g, '').trim()
  const foreign = [...ml].filter(
    ([, text]) => /\p{L}/u.test(bare(text)) && !/\p{Script=Malayalam}/u.test(text),
  )
  expect(foreign).toEqual([])
  expect([...ml].filter(([key, text]) => /\p{L}/u.test(bare(text)) && text === en.get(key))).toEqual([])
})

test('chillus are written as single letters, so that words can be searched', () => {
  expect([...ml].filter(([, text]) => /[ണനരലളക]\u0D4D\u200D/.test(text))).toEqual([])
})

const told: [string, readonly string[]][] = [
  ['state', TAPAL_STATES],
  ['dispatch-state', DISPATCH_STATES],
  ['cause', CAUSES],
  ['mechanism', MECHANISMS],
  ['kind', LETTER_KINDS],
  ['urgency', URGENCIES],
  ['refuse.codes', REFUSAL_CODES],
  ['notices.kind', NOTICE_KINDS],
  ['reason', REASON_CODES],
  ['levels.priority', PRIORITIES],
  ['levels.condition', LEVEL_CONDITIONS],
  ['levels.clock', LEVEL_CLOCKS],
  ['levels.unit', TERM_UNITS],
  ['calendar.holiday', HOLIDAY_KINDS],
  ['calendar.closure-reason', CLOSURE_REASONS],
  ['seat-role', SEAT_ROLES],
  ['charge', CHARGE_KINDS],
  ['charge-end', CHARGE_ENDS],
  ['handover.state', HANDOVER_STATES],
  ['import.things', LIST_NAMES],
  ['import.modes', IMPORT_MODES],
  ['inbox.view', INBOX_VIEWS],
  ['office-kind', OFFICE_KINDS],
  ['setting', MECHANISMS.flatMap((mechanism) => settingNames(mechanism))],
  ['desk.state', DESK_STATES],
  ['desk.act', DESK_ACTS],
  ['desk.job-state', JOB_STATES],
]

test.each(told)('each %s that the service tells has words', (group, values) => {
  expect(values.filter((value) => !en.has(`${group}.${value}`))).toEqual([])
})

test('the faults the portal has words for are faults of the service, or a lost connection', () => {
  const own = ['title', 'request', 'offline']
  const codes = [...en.keys()].filter((key) => key.startsWith('problem.')).map((key) => key.slice(8))
  expect(codes.filter((code) => !own.includes(code) && !(ERROR_CODES as string[]).includes(code))).toEqual([])
})
