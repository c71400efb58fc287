// The reference e-Office: several instances in one process, each with its offices, token and key at KCS.

import { type Settings } from '../../reference/gateway'
import { escapeHtml, page } from '../../reference/page'
import { type Route, startServer } from '../../reference/server'
import { deskRoutes } from './desk-routes'
import { type Instance, type InstanceOptions, openInstance } from './instance'
import { wireRoutes } from './wire-routes'

export interface EofficeOptions {
  port: number
  stateFolder: string
  instances: (Partial<Omit<InstanceOptions, 'settings'>> & { code: string; settings?: Partial<Settings> })[]
}

/**
 * Starts the instances on one port of 127.0.0.1. `urls` has the address of each by its code: what is registered at
 * KCS, and under which `/desk/…`, `/knobs` and `/settings` are found.
 */
export async function startReferenceAgent(
  options: EofficeOptions,
): Promise<{ url: string; urls: Record<string, string>; stop(): Promise<void> }> {
  const instances: Instance[] = []
  for (const given of options.instances) {
    if (!/^[a-z0-9-]+$/.test(given.code))
      throw new Error(`The code of an instance is not valid: ${given.code}`)
    const defaults = {
      name: `e-Office ${given.code}`,
      token: '',
      offices: [],
      prefix: 'EO',
      settings: {},
      knobs: {},
    }
    instances.push(await openInstance(options.stateFolder, { ...defaults, ...given }))
  }
  const routes = instances.flatMap((instance) => [...wireRoutes(instance), ...deskRoutes(instance)])
  const server = await startServer(options.port, [front(instances), ...routes])
  return {
    url: server.url,
    urls: Object.fromEntries(instances.map(({ options: { code } }) => [code, `${server.url}/${code}`])),
    async stop() {
      await server.stop()
      for (const instance of instances) await instance.stop()
    },
  }
}

function front(instances: readonly Instance[]): Route {
  return {
    method: 'GET',
    pattern: '/',
    handle: async () =>
      page('Reference e-Office', [
        `<ul>${instances
          .map(({ options: { code, name } }) => `<li><a href="/${code}/">${escapeHtml(name)}</a></li>`)
          .join('')}</ul>`,
      ]),
  }
}
