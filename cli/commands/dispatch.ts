// kcs dispatch: hands a letter over.

import { createHash } from 'node:crypto'
import type { Command } from 'commander'
import type { AcceptanceResponse, NewDispatch } from '../../api/routes/letters/dispatch/schema'
import type { SeatResponse } from '../../api/routes/directory/seat/schema'
import { type Client } from '../client'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { examineFiles, type LetterFile, uploadFile } from '../letter-files'
import {
  fixedDateOption,
  kindOption,
  languageOption,
  type LetterOptions,
  subjectCodeOption,
  urgencyOption,
} from '../letter-options'
import { readRecipient } from '../recipients'
import { pairs } from '../table'

interface Options extends CommonOptions, LetterOptions {
  from: string
  name: string[]
  to: string[]
  toSeat: string[]
  toGroup: string[]
  subject: string
  number: string
  date: string
  file?: string
  acknowledgeWithin?: number
  escalateEvery?: number
  key?: string
}

export function addDispatch(program: Command, io: Io): void {
  withCommon(program.command('dispatch'))
    .summary('hand a letter over')
    .description(
      'Uploads the files and hands the letter over. The same letter given twice is one dispatch: the ' +
        'Idempotency-Key is made from what the letter says, unless --key names one.',
    )
    .argument('<file...>', 'PDF, PNG or JPEG; the first is the letter, the others are its enclosures')
    .option(
      '--name <name>',
      'name of a document, where it is not to be that of its file; in the order of the files',
      collect,
      [],
    )
    .requiredOption('--from <seat>', 'id of the sending seat')
    .option(
      '--to <office>',
      'code of a receiving office; OFFICE:information for a copy. May be repeated',
      collect,
      [],
    )
    .option(
      '--to-seat <seat>',
      'id of a receiving seat; SEAT:information for a copy. May be repeated',
      collect,
      [],
    )
    .option(
      '--to-group <group>',
      'id of a receiving group; GROUP:information for a copy. May be repeated',
      collect,
      [],
    )
    .requiredOption('--subject <text>', 'what the letter is about')
    .requiredOption('--number <number>', "the sender's own number of the letter")
    .requiredOption('--date <day>', 'date on the letter, YYYY-MM-DD')
    .addOption(subjectCodeOption())
    .option('--file <number>', 'number of the file it belongs to')
    .addOption(kindOption())
    .addOption(urgencyOption())
    .addOption(fixedDateOption())
    .addOption(languageOption())
    .option('--acknowledge-within <seconds>', 'from delivery until it must be acknowledged', seconds)
    .option('--escalate-every <seconds>', 'from one level of the ladder to the next', seconds)
    .option('--key <key>', 'Idempotency-Key to use instead of the one made from the letter')
    .action((files: string[], options: Options) => dispatch(io, files, options))
}

async function dispatch(io: Io, paths: string[], options: Options): Promise<void> {
  const recipients = [
    ...options.to.map((text) => readRecipient(text, 'office')),
    ...options.toSeat.map((text) => readRecipient(text, 'seat')),
    ...options.toGroup.map((text) => readRecipient(text, 'group')),
  ]
  if (recipients.length === 0)
    throw usage(
      'The letter has no recipient.',
      'Name one by --to OFFICE, --to-seat SEAT or --to-group GROUP.',
    )
  const client = clientFor(io, options)
  const files = await examineFiles(paths, options.name)
  const letter = letterOf(options, recipients, files)
  const office = await officeOf(client, options.from)
  for (const [i, file] of files.entries()) {
    say(io, `uploading ${file.name} (${i + 1} of ${files.length}, ${file.size} bytes)`)
    await uploadFile(client, file, office)
  }
  const reply = await client.call<AcceptanceResponse>('POST', '/v1/dispatches', {
    body: letter,
    headers: { 'idempotency-key': options.key ?? keyOf(letter) },
  })
  const replayed = reply.headers['idempotency-replayed'] === 'true'
  const { id, state, workflowId, links } = reply.body
  if (options.json) printJson(io, { ...reply.body, replayed })
  else {
    const lines = [
      ['dispatch', id],
      ['state', state],
      ['run', links.temporal ?? workflowId],
    ] as const
    io.stdout.write(`${pairs(lines).join('\n')}\n`)
  }
  if (replayed) say(io, 'This letter had been handed over before; nothing was sent twice.')
  say(io, `Follow it with: kcs trace ${id} --follow`)
}

function letterOf(
  options: Options,
  recipients: NewDispatch['recipients'],
  files: readonly LetterFile[],
): NewDispatch {
  const { acknowledgeWithin, escalateEvery } = options
  const times = {
    ...(acknowledgeWithin === undefined ? {} : { acknowledgeWithinSeconds: acknowledgeWithin }),
    ...(escalateEvery === undefined ? {} : { escalateEverySeconds: escalateEvery }),
  }
  return {
    sender: { seat: options.from },
    kind: options.kind,
    subject: options.subject,
    letterNumber: options.number,
    letterDate: options.date,
    ...(options.file === undefined ? {} : { fileNumber: options.file }),
    ...(options.subjectCode === undefined ? {} : { subjectCode: options.subjectCode }),
    urgency: options.urgency,
    ...(options.fixedDate === undefined ? {} : { fixedDate: options.fixedDate }),
    language: options.language,
    recipients,
    documents: files.map(({ sha256, name }) => ({ sha256, name })),
    ...(Object.keys(times).length === 0 ? {} : { times }),
  }
}

/** The same letter has the same key, on every machine and at every attempt. */
function keyOf(letter: NewDispatch): string {
  return `kcs-cli-${createHash('sha256').update(JSON.stringify(letter)).digest('hex')}`
}

/** The office that the documents are brought for. */
async function officeOf(client: Client, seat: string): Promise<string> {
  const { body } = await client.call<SeatResponse>('GET', `/v1/seats/${encodeURIComponent(seat)}`)
  return body.office
}

function seconds(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw usage(`${text} is no number of seconds.`, 'Give a whole number, for example 172800 for two days.')
}
