// The address of KCS: --url, KCS_URL, or the one that `npm start` runs on this machine.

import { GATEWAY_USE, readPorts } from '../process/port-book'
import { usage } from './exit'
import { type Io } from './io'

const DEFAULT_PORT = 8080

/** The base URL, without a slash at its end. Throws CliError for one that is no http address. */
export function addressOf(io: Pick<Io, 'env' | 'portsFile'>, option: string | undefined): string {
  const address = option || io.env['KCS_URL']
  if (!address) {
    const port = readPorts(io.portsFile)[GATEWAY_USE] ?? DEFAULT_PORT
    return `http://127.0.0.1:${port}`
  }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw usage('The address of KCS is not an http or https address.', 'Correct --url or KCS_URL.')
  }
  return address.replace(/\/+$/, '')
}
