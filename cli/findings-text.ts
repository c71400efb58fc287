// What a check of an agent of our protocol found: case by case for people, each fault in sentences, or as JSON.

import { type Finding, type JudgedCase, sectionText } from '../process/agent-check'
import { CliError, EXIT } from './exit'
import { type Io, printJson, say } from './io'
import { plain, widthOf } from './table'

const LABEL = 14
const COLUMNS = 110

/** The lines of a case, and of the faults that came to light in it. */
export function caseLines(judged: JudgedCase, news: readonly Finding[]): string[] {
  return [...wrapped(resultWord(judged), titleText(judged)), ...news.flatMap(findingLines)]
}

function resultWord({ result }: JudgedCase): string {
  return { well: 'well', wrong: 'WRONG', 'not-judged': 'not judged', 'left-out': 'left out' }[result]
}

function titleText(judged: JudgedCase): string {
  if (judged.result === 'not-judged') return `${judged.title}: see ${judged.because} above`
  if (judged.result === 'left-out') return `${judged.title}: ${judged.why}`
  return judged.title
}

function findingLines({ rule, section, weight, asked, came, id, says, change }: Finding): string[] {
  const ruled = `docs/agent-protocol.md, ${sectionText(section)}: ${says}`
  return [
    ...wrapped(weight === 'advice' ? '  advice' : '  fault', rule),
    ...wrapped('  asked', asked),
    ...wrapped('  came', came),
    ...(id === undefined ? [] : wrapped('  in the log', `webhook-id ${id}`)),
    ...wrapped('  rule', ruled),
    ...wrapped('  change', change),
  ]
}

/** The label and the text beside it, in as many lines as it takes. */
function wrapped(label: string, text: string): string[] {
  const lines: string[] = ['']
  for (const word of plain(text).split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim()
    if (LABEL + widthOf(longer) > COLUMNS && lines.at(-1) !== '') lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines.map((line, i) => `${(i === 0 ? label : '').padEnd(LABEL)}${line}`)
}

/** Says how the check ended. Throws CliError where there is a fault. */
export function endCheck(
  io: Io,
  json: boolean,
  { cases, findings }: { cases: readonly JudgedCase[]; findings: readonly Finding[] },
): void {
  const ok = findings.every(({ weight }) => weight === 'advice')
  if (json) printJson(io, { ok, findings, cases })
  if (ok) return say(io, summaryOf(cases, findings))
  throw new CliError(summaryOf(cases, findings), {
    exitCode: EXIT.failed,
    remedy: 'Change what is said under each fault, and check again.',
  })
}

/** How the check ended, in one sentence. */
function summaryOf(cases: readonly JudgedCase[], findings: readonly Finding[]): string {
  const count = (result: JudgedCase['result']) => cases.filter((one) => one.result === result).length
  const faults = findings.filter(({ weight }) => weight === 'wrong').length
  const rest = [
    count('not-judged') > 0 ? `${count('not-judged')} not judged because of that` : '',
    count('left-out') > 0 ? `${count('left-out')} left out` : '',
    faults < findings.length ? `${findings.length - faults} with advice` : '',
  ].filter((part) => part !== '')
  const tail = rest.length === 0 ? '' : ` (${rest.join(', ')})`
  if (faults > 0)
    return `${faults === 1 ? '1 fault' : `${faults} faults`} found in ${cases.length} cases${tail}.`
  return `All ${count('well')} cases are well${tail}.`
}
