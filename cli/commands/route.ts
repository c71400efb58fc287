// kcs route: where a letter would go and why, without sending it.

import type { Command } from 'commander'
import type {
  DispatchDryRun,
  DryRunResponse,
  PlannedRouteResponse,
} from '../../api/routes/letters/dispatch/dry-run-schema'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { examineFiles } from '../letter-files'
import {
  fixedDateOption,
  kindOption,
  languageOption,
  type LetterOptions,
  subjectCodeOption,
  urgencyOption,
} from '../letter-options'
import { reasonsText } from '../reasons'
import { readRecipient } from '../recipients'
import { pairs, plain } from '../table'
import { instantOf } from '../time'

interface Options extends CommonOptions, LetterOptions {
  to: string[]
  seat: string[]
  group: string[]
  limit: string
  cursor?: string
}

export function addRoute(program: Command, io: Io): void {
  withCommon(program.command('route'))
    .summary('show where a letter would go, and why')
    .description(
      'Prints for each recipient office, seat, who has the duty, mechanism and endpoint, with what chose each, and ' +
        'what would refuse the letter. Nothing is sent; a letter handed over now would go just so.',
    )
    .argument('[file...]', 'documents of the letter, held against what the offices take')
    .option('--to <office>', 'code of a receiving office. May be repeated', collect, [])
    .option('--seat <seat>', 'id of a receiving seat. May be repeated', collect, [])
    .option('--group <group>', 'id of a group. May be repeated', collect, [])
    .addOption(kindOption())
    .addOption(subjectCodeOption())
    .addOption(urgencyOption())
    .addOption(fixedDateOption())
    .addOption(languageOption())
    .option('--limit <number>', 'how many recipients at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((files: string[], options: Options) => showRoutes(io, files, options))
}

async function showRoutes(io: Io, paths: string[], options: Options): Promise<void> {
  const recipients = [
    ...options.to.map((text) => readRecipient(text, 'office')),
    ...options.seat.map((text) => readRecipient(text, 'seat')),
    ...options.group.map((text) => readRecipient(text, 'group')),
  ]
  if (recipients.length === 0)
    throw usage('No recipient is named.', 'Name one by --to OFFICE, --seat SEAT or --group GROUP.')
  const { kind, subjectCode, urgency, fixedDate, language, limit, cursor } = options
  const files = await examineFiles(paths)
  const letter: DispatchDryRun = {
    ...{ kind, urgency, language, recipients },
    ...(subjectCode === undefined ? {} : { subjectCode }),
    ...(fixedDate === undefined ? {} : { fixedDate }),
    documents: files.map(({ mediaType, size }) => ({ mediaType: mediaType as 'application/pdf', size })),
  }
  const { body } = await clientFor(io, options).call<DryRunResponse>('POST', '/v1/dispatches/dry-run', {
    body: letter,
    query: { limit, cursor },
  })
  if (options.json) return printJson(io, body)
  io.stdout.write(`${body.items.map((item) => routeLines(item).join('\n')).join('\n\n')}\n`)
  say(io, countLine(body))
  if (body.next !== null) say(io, `There are more: the same with --cursor ${body.next}`)
}

/** One recipient: its way, step by step, with why. */
function routeLines(route: PlannedRouteResponse): string[] {
  const { office, addressedTo, seat, holder, actingSeat, mechanism, endpoint, pause, purpose, why, dueAt } =
    route
  const acts = actingSeat !== null && actingSeat !== seat?.id ? ` (as ${actingSeat})` : ''
  const rows: [string, string][] = [
    ['written to', addressedTo.map(({ code, name }) => `${code}  ${name}`).join(' › ')],
    ['office', `${office.code}  ${office.name}`],
    ['seat', seat ? `${seat.id}  ${seat.designation}` : ''],
    ['duty of', holder ? `${holder}${acts}` : seat ? 'nobody' : ''],
    ['by', mechanism === null ? '' : `${mechanism}, ${endpoint ?? ''}`],
    ['', pause ? pauseText(pause) : ''],
    ['for', purpose],
    ['due', dueAt ? `${instantOf(dueAt)}, if it is delivered now` : ''],
    ...(purpose === 'action' ? timesRows(route) : []),
    ['why', reasonsText(why)],
    ...route.refusals.map((fault): [string, string] => ['refused', faultText(fault)]),
    ...route.warnings.map((fault): [string, string] => ['warning', faultText(fault)]),
  ]
  return pairs(rows.filter(([, value]) => value !== '')).map(plain)
}

/** In what time what is owed, and which level says so. */
function timesRows({ level, terms, levelWhy }: PlannedRouteResponse): [string, string][] {
  const name = level ? `${level.id}, version ${level.version}. ` : ''
  return [
    ['times', terms.map(({ clock, en }) => `${clock} ${en}`).join('; ')],
    ['level', `${name}${levelWhy.map(({ en }) => en).join(' ')}`],
  ]
}

function pauseText({ since, until, next }: NonNullable<PlannedRouteResponse['pause']>): string {
  const waits = `down since ${instantOf(since)}: the letter would wait`
  return until === null ? waits : `${waits}, and go by ${next} if that lasts to ${instantOf(until)}`
}

function faultText({ code, title, remedy }: PlannedRouteResponse['refusals'][number]): string {
  return `${title} ${remedy} [${code}]`
}

function countLine({ total, counts }: DryRunResponse): string {
  const ways = Object.entries(counts.byMechanism).map(([mechanism, count]) => `${count} by ${mechanism}`)
  const parts = [...ways, ...(counts.refused > 0 ? [`${counts.refused} refused`] : [])]
  return `${total} ${total === 1 ? 'recipient' : 'recipients'}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}
