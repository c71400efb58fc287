// The settings of filing systems as options of a command: one file for each secret, by the cards of the systems.

import { type Command } from 'commander'
import {
  AGENT_SYSTEMS,
  cardOf,
  type Mechanism,
  type SettingCard,
  settingNames,
} from '../domain/letters/systems'
import { usage } from './exit'
import { readSecretFile } from './secret-file'

/** Adds `--<setting>-file` for each setting of the systems that KCS calls and that fit. */
export function addSettingFiles(command: Command, fits?: (setting: SettingCard) => boolean): Command {
  const what = new Map<string, string>()
  for (const system of AGENT_SYSTEMS)
    for (const name of settingNames(system, fits)) what.set(name, cardOf(system).settings[name]!.what)
  for (const [name, text] of what)
    command.option(`${flagOf(name)} <file>`, `file with ${text}; - reads standard input`)
  return command
}

/** Reads the files of the settings that were given. Throws CliError when one cannot be read or is not the system's. */
export function readSettingFiles(
  mechanism: Mechanism,
  options: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const name of new Set(AGENT_SYSTEMS.flatMap((system) => settingNames(system)))) {
    const file = options[`${name}File`]
    if (typeof file !== 'string') continue
    settings[name] = readSecretFile(file)
    if (!settingNames(mechanism).includes(name))
      throw usage(`A system that speaks ${mechanism} has no ${name}.`, `Leave ${flagOf(name)} out.`)
  }
  return settings
}

/** The option by which a setting is given. */
export function flagOf(setting: string): string {
  return `--${setting}-file`
}
