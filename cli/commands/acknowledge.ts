// kcs acknowledge: the office takes a tapal.

import { type Command } from 'commander'
import type { TapalResponse } from '../../api/routes/letters/tapal/schema'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson } from '../io'
import { plain } from '../table'

interface Options extends CommonOptions {
  seat: string
  number?: string
  date?: string
}

export function addAcknowledge(program: Command, io: Io): void {
  withCommon(program.command('acknowledge'))
    .summary('take a tapal')
    .description(
      'Takes a tapal with the diary number of the office. Repeating it with the same number does no harm.',
    )
    .argument('<tapal>', 'id of the tapal')
    .requiredOption('--seat <seat>', 'id of the seat that takes it')
    .option(
      '--number <number>',
      'diary number of the office; may be left out where KCS allotted the inward number',
    )
    .option('--date <day>', 'day of the diary entry, YYYY-MM-DD (default: today in Kerala)')
    .action((id: string, options: Options) => acknowledge(io, id, options))
}

async function acknowledge(io: Io, id: string, options: Options): Promise<void> {
  const { seat, number, date } = options
  const { body } = await clientFor(io, options).call<TapalResponse>(
    'POST',
    `/v1/tapals/${encodeURIComponent(id)}/acknowledgement`,
    {
      body: {
        seat,
        ...(number === undefined ? {} : { diaryNumber: number }),
        ...(date === undefined ? {} : { diaryDate: date }),
      },
    },
  )
  if (options.json) return printJson(io, body)
  const diary = body.diary ? ` with number ${plain(body.diary.number)} of ${body.diary.date}` : ''
  io.stdout.write(`${body.id} is ${body.state}${diary}\n`)
}
