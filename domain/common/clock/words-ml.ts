// What the lines of a clock say in Malayalam.

import { saturdayOfMonth } from './calendar'
import { dayInKerala } from './ist'
import { clockCard } from './kinds'
import type { ClockLine, SkippedBecause } from './line'
import type { StartRule, Term, TermUnit } from './term'
import { partsOf, timeOf, wholeSpan } from './words'

const DAYS = ['ഞായർ', 'തിങ്കൾ', 'ചൊവ്വ', 'ബുധൻ', 'വ്യാഴം', 'വെള്ളി', 'ശനി']
const MONTHS = [
  'ജനുവരി',
  'ഫെബ്രുവരി',
  'മാർച്ച്',
  'ഏപ്രിൽ',
  'മേയ്',
  'ജൂൺ',
  'ജൂലൈ',
  'ഓഗസ്റ്റ്',
  'സെപ്റ്റംബർ',
  'ഒക്ടോബർ',
  'നവംബർ',
  'ഡിസംബർ',
]
const ORDINALS = ['', 'ഒന്നാം', 'രണ്ടാം', 'മൂന്നാം', 'നാലാം', 'അഞ്ചാം']
const UNITS: Record<TermUnit, string> = {
  'working-days': 'പ്രവൃത്തിദിവസം',
  'calendar-days': 'കലണ്ടർ ദിവസം',
  'working-hours': 'പ്രവൃത്തി മണിക്കൂർ',
  hours: 'മണിക്കൂർ',
  seconds: 'സെക്കൻഡ്',
}
const SPANS = { hour: 'മണിക്കൂർ', minute: 'മിനിറ്റ്', second: 'സെക്കൻഡ്' } as const
const STARTS: Record<StartRule, string> = {
  'at-once': 'ഉടൻ എണ്ണിത്തുടങ്ങും',
  'day-after': 'വന്നതിന്റെ പിറ്റേന്നു മുതൽ എണ്ണും',
  'next-working-moment': 'ഓഫീസ് അടുത്തതായി പ്രവർത്തിക്കുന്ന സമയം മുതൽ എണ്ണും',
}

/** One line in Malayalam; whole sentences, times in Kerala. */
export function lineInMalayalam(line: ClockLine): string {
  switch (line.code) {
    case 'started': {
      const { at, kind, term, start } = line
      return `${clockCard(kind).nameMl}: സമയപരിധി ${instantIn(at)}-ന് തുടങ്ങുന്നു; ${termIn(term)}, ${STARTS[start]}.`
    }
    case 'fixed':
      return `${clockCard(line.kind).nameMl}: സമയപരിധി ${instantIn(line.at)}-ന് തുടങ്ങുന്നു. അയയ്ക്കുന്നയാൾ നിശ്ചയിച്ച ദിവസം: ${dayIn(line.day)}.`
    case 'came-later':
      return `${instantIn(line.at)}-ന് വന്നു (${whyIn(line)}); ${dayIn(line.day)} വന്നതായി കണക്കാക്കുന്നു.`
    case 'day-of-start':
      return `${dayIn(line.day)}: എണ്ണുന്നില്ല, വന്ന ദിവസം.`
    case 'runs-from':
      return `സമയപരിധി ${instantIn(line.at)} മുതൽ ഓടുന്നു.`
    case 'counted':
      return `${dayIn(line.day)}: എണ്ണി, ദിവസം ${line.count}${line.half ? ` (അര ദിവസം${nameIn(line, ', ')})` : ''}.`
    case 'skipped':
      return `${dayIn(line.day)}: എണ്ണുന്നില്ല, ${whyIn(line)}${line.mayShift ? ' (മാസപ്പിറവി അനുസരിച്ചാണ്; പിന്നീടുള്ള ഉത്തരവ് മാറ്റിയേക്കാം)' : ''}.`
    case 'worked':
      return `${dayIn(line.day)}: ${timeOf(line.from)} മുതൽ ${timeOf(line.to)} വരെ ${spanIn(line.minutes)} എണ്ണി; ആകെ ${spanIn(line.total)}.`
    case 'ran':
      return `രാവും പകലും ${lastingIn(line.hours)} ${instantIn(line.at)}-ന് തീരുന്നു.`
    case 'paused':
      return `${instantIn(line.at)}-ന് നിർത്തിവെച്ചു (${line.by}): ${line.reason}${lateIn(line.late)}`
    case 'resumed':
      return `${instantIn(line.at)}-ന് പുനരാരംഭിച്ചു (${line.by}): ${line.reason}${lateIn(line.late)}`
    case 'extended': {
      const from = line.from === null ? '' : ` മുൻ അവസാന സമയമായ ${instantIn(line.from)} മുതൽ എണ്ണുന്നു.`
      return `${instantIn(line.at)}-ന് ${termIn(line.term)} നീട്ടി (${line.by}): ${line.reason}.${from}`
    }
    case 'moved':
      return `${dayIn(line.day)}: അന്ന് ചെയ്യാനാവില്ല, ${whyIn(line)}; അടുത്ത പ്രവൃത്തിദിവസം മതി.`
    case 'year-not-entered':
      return `ശ്രദ്ധിക്കുക: ${line.year}-ലെ അവധി ദിവസങ്ങൾ ചേർത്തിട്ടില്ല. ആഴ്ചയിലെ ദിവസങ്ങൾ മാത്രമാണ് കണക്കാക്കുന്നത്.`
    case 'year-provisional':
      return `ശ്രദ്ധിക്കുക: ${line.year}-ലെ അവധി ദിവസങ്ങൾ താൽക്കാലികമാണ്, ഉത്തരവ് അറിഞ്ഞിരുന്നില്ല. ചില ദിവസങ്ങൾ ഇല്ലാതിരിക്കാം.`
    case 'stands':
      return `${instantIn(line.at)} മുതൽ സമയപരിധി നിർത്തിവെച്ചിരിക്കുന്നു. പുനരാരംഭിക്കാതെ അവസാന സമയമില്ല.`
    case 'due':
      return `അവസാന സമയം: ${instantIn(line.at)}.`
  }
}

/** `2026 ഓഗസ്റ്റ് 29 ശനി`. */
function dayIn(day: string): string {
  const { weekday, year, month, date } = partsOf(day)
  return `${year} ${MONTHS[month]} ${date} ${DAYS[weekday]}`
}

function instantIn(at: Date): string {
  return `${dayIn(dayInKerala(at))} ${timeOf(at)}`
}

export function termIn({ amount, unit }: Term): string {
  return unit === 'seconds' ? lastingIn(amount / 3_600) : `${amount} ${UNITS[unit]}`
}

function lastingIn(hours: number): string {
  const { amount, unit } = wholeSpan(hours)
  return `${amount} ${SPANS[unit]}`
}

function spanIn(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return [hours > 0 ? `${hours} മണിക്കൂർ` : '', minutes % 60 > 0 || hours === 0 ? `${minutes % 60} മിനിറ്റ്` : '']
    .filter(Boolean)
    .join(' ')
}

function lateIn(late: boolean): string {
  return late ? '. അവസാന സമയം അതിനു മുമ്പായിരുന്നു, അതിനാൽ മാറ്റമില്ല.' : '.'
}

interface Why {
  day: string
  because: SkippedBecause
  name?: string
  nameMl?: string
}

function whyIn(line: Why): string {
  switch (line.because) {
    case 'weekday':
      return 'ആഴ്ചയിലെ ആ ദിവസം ഓഫീസ് അവധിയാണ്'
    case 'saturday':
      return `മാസത്തിലെ ${ORDINALS[saturdayOfMonth(line.day)]} ശനി`
    case 'holiday':
      return nameIn(line)
    case 'closure':
      return `ഓഫീസുകൾ അടച്ചിട്ടു${nameIn(line, ': ')}`
    case 'after-hours':
      return 'ഓഫീസ് സമയം കഴിഞ്ഞ്'
    case 'paused':
      return 'സമയപരിധി നിർത്തിവെച്ചിരിക്കുന്നു'
  }
}

/** The name in Malayalam, or the English one where there is none. */
function nameIn({ name = '', nameMl = '' }: { name?: string; nameMl?: string }, before = ''): string {
  const text = nameMl || name
  return text && `${before}${text}`
}
