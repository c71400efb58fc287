// kcs agent whoami, keys, secret, address, return, deliveries, redeliver, specimen: by the key of the agent itself.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { MAX_OVERLAP_HOURS, USUAL_OVERLAP_HOURS } from '../../domain/letters/endpoint/endpoint'
import { DESK_STATES } from '../../domain/operations/desk/desk'
import { type CommonOptions, withCommon } from '../common'
import type { Io } from '../io'
import { handSpecimen, keys, moveAddress, renewSecret, sayBack, whoAmI } from '../own-agent/agent'
import { type DeliveriesOptions, listDeliveries, redeliver } from '../own-agent/deliveries'

/** Adds the commands for integrators; each shows the key in KCS_API_KEY. */
export function addAgentOwn(agent: Command, io: Io): void {
  withCommon(agent.command('whoami'))
    .summary('who you are by KCS_API_KEY: offices, endpoint with how it stands, keys')
    .action((options: CommonOptions) => whoAmI(io, options))
  withCommon(agent.command('keys'))
    .summary('list your keys, make another beside them, or end one')
    .option('--new', 'make a key, and print it alone; the one before opens too')
    .option('--days <number>', 'with --new: how long it holds (default: 365)', wholeNumber(1, 730))
    .option('--test', 'with --new: a test key, with which every letter is a test letter')
    .option('--end <id>', 'end a key; the last one that opens stays')
    .action((options: Parameters<typeof keys>[1]) => keys(io, options))
  addActsOnEndpoint(agent, io)
  withCommon(agent.command('deliveries'))
    .summary('letters of your offices, newest first, with each try that failed and what you answered')
    .addOption(new Option('--state <state>', 'only those that failed or wait').choices(DESK_STATES))
    .option('--office <code>', 'to this office')
    .option('--since <instant>', 'came then or later: a day, or 2026-11-22T06:30:00Z')
    .option('--until <instant>', 'came before')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((options: DeliveriesOptions) => listDeliveries(io, options))
  withCommon(agent.command('redeliver'))
    .summary('have letters sent again that could not be delivered to you')
    .argument('<letters...>', 'ids of letters, see kcs agent deliveries --state failed')
    .action((letters: string[], options: CommonOptions) => redeliver(io, letters, options))
}

function addActsOnEndpoint(agent: Command, io: Io): void {
  const onEndpoint = (command: Command): Command =>
    withCommon(command).option('--endpoint <id>', 'which of your endpoints (default: the only one)')
  onEndpoint(agent.command('secret'))
    .summary('have your signing secret replaced, and print the new one alone; both count for a while')
    .option(
      '--overlap <hours>',
      'for how long the one before counts too; 0 if it has leaked',
      wholeNumber(0, MAX_OVERLAP_HOURS),
      USUAL_OVERLAP_HOURS,
    )
    .action((options: Parameters<typeof renewSecret>[1]) => renewSecret(io, options))
  onEndpoint(agent.command('address'))
    .summary('move to another address, which is taken once it has answered a signed call there')
    .argument('<address>', 'https address below which your system answers')
    .action((address: string, options: Parameters<typeof moveAddress>[2]) =>
      moveAddress(io, address, options),
    )
  onEndpoint(agent.command('return'))
    .summary('say that your system is back: what KCS has paused is asked at once')
    .action((options: Parameters<typeof sayBack>[1]) => sayBack(io, options))
  onEndpoint(agent.command('specimen'))
    .summary('have a letter marked SPECIMEN handed over, and see what you answered; it enters no register')
    .option('--office <code>', 'to this office of yours (default: the first)')
    .action((options: Parameters<typeof handSpecimen>[1]) => handSpecimen(io, options))
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d{1,6}$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
