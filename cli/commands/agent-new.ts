// kcs agent new: a working agent to start from.

import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Io, printJson, say } from '../io'
import { runOf, STARTER_LANGUAGES, type StarterLanguage, writeStarter } from '../starters'

interface Options {
  language: StarterLanguage
  pull?: boolean
  folder?: string
  json?: boolean
}

export function addAgentNew(agent: Command, io: Io): void {
  agent
    .command('new')
    .summary('write a working agent to start from')
    .description(
      'Writes a small agent without dependencies into a new folder, with a README: it takes letters, reports what the ' +
        'office did, sends letters, and loses nothing when it is killed. Change it as you need. Needs no KCS.',
    )
    .argument('<name>', 'what it is called: small letters, digits and hyphens')
    .addOption(
      new Option('--language <language>', 'what it is written in')
        .choices(STARTER_LANGUAGES)
        .makeOptionMandatory(),
    )
    .option('--pull', 'it comes for its letters; otherwise KCS calls it')
    .option('--folder <folder>', 'where it is written, empty or not there yet (default: its name)')
    .option('--json', 'print JSON instead of text')
    .action((name: string, options: Options) => create(io, name, options))
}

function create(
  io: Io,
  name: string,
  { language, pull = false, folder = name, json = false }: Options,
): void {
  const mode = pull ? 'pull' : 'push'
  const files = writeStarter(resolve(folder), { name, language, mode })
  if (json) return printJson(io, { name, language, mode, folder: resolve(folder), files })
  io.stdout.write(`${files.map((file) => `${folder}/${file}`).join('\n')}\n`)
  const address = pull ? '' : ' --address https://…'
  say(io, 'Next:')
  say(io, `  kcs agent register --name ${name} --office CODE --mechanism ${mode}${address}`)
  say(io, `  cd ${folder} && ${runOf(language)}      # with the keys in its environment, see README.md`)
  say(io, `  kcs agent check ${pull ? '--pull' : 'http://127.0.0.1:8801'} …      # see README.md`)
}
