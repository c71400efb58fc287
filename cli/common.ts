// What all commands that speak to KCS have in common.

import { type Command } from 'commander'
import { addressOf } from './address'
import { type Client, createClient } from './client'
import { identityHeaders } from './credentials'
import { type Io } from './io'

export interface CommonOptions {
  url?: string
  json?: boolean
}

/** Adds --url and --json, so that they also work after the command's name. */
export function withCommon(command: Command): Command {
  return command
    .option('--url <address>', 'address of KCS (default: KCS_URL, else the KCS that npm start runs here)')
    .option('--json', 'print JSON instead of text')
}

/** A client for the chosen KCS, with the present sign-in. */
export function clientFor(io: Io, options: CommonOptions): Client {
  const url = addressOf(io, options.url)
  return createClient(url, identityHeaders(io, url))
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
