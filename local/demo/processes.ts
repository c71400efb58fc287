// The reference agents of the demo, as processes.

import { join } from 'node:path'
import type { Ground } from '../kcs'
import type { NodeProcess } from '../supervisor'
import type { PortBook } from '../system/ports'
import type { DemoAgent, demoAgents } from './agents'

export type DemoPorts = Record<'cdit' | 'eoffice' | 'mail' | 'smtp', number>

/** Chooses the ports of the agents, one after the other, so that none is chosen twice. */
export async function choosePorts(book: PortBook): Promise<DemoPorts> {
  return {
    cdit: await book.choose('agent of C-DIT', 8181),
    eoffice: await book.choose('reference e-Office', 8182),
    mail: await book.choose('page of the mail server', 8183),
    smtp: await book.choose('mail server', 2525),
  }
}

/** One process for each program: the e-Office serves two departments, C-DIT speaks the KCS Agent Protocol, and the mail server. */
export function agentProcesses(
  ports: DemoPorts,
  agents: ReturnType<typeof demoAgents>,
  { url, dataFolder }: Pick<Ground, 'url' | 'dataFolder'>,
): NodeProcess[] {
  const state = (name: string): string => join(dataFolder, 'agents', name)
  const ready = (port: number) => ({ url: `http://127.0.0.1:${port}/` })
  const instance = (code: string, prefix: string, { id, name, offices, apiKey, settings }: DemoAgent) => ({
    code,
    prefix,
    name,
    token: settings['token'],
    offices,
    settings: { kcsUrl: url, apiKey, secret: settings['secret'], endpointId: id },
  })
  return [
    {
      name: 'eoffice',
      script: 'connectors/eoffice/reference-agent/main.js',
      ready: ready(ports.eoffice),
      env: {
        PORT: String(ports.eoffice),
        STATE: state('eoffice'),
        INSTANCES: JSON.stringify([
          instance('secretariat', 'SEC', agents.secretariat),
          instance('ksitm', 'KSITM', agents.ksitm),
        ]),
      },
    },
    {
      name: 'cdit',
      script: 'connectors/push/reference-agent/main.js',
      ready: ready(ports.cdit),
      env: {
        PORT: String(ports.cdit),
        STATE: state('cdit'),
        AGENT_NAME: agents.cdit.name,
        DIARY_PREFIX: 'CDIT',
        OFFICES: agents.cdit.offices.join(','),
        ACKNOWLEDGE_AFTER_MS: '500',
        KCS_URL: url,
        KCS_API_KEY: agents.cdit.apiKey,
        KCS_SECRET: agents.cdit.settings['secret'],
        KCS_ENDPOINT: agents.cdit.id,
      },
    },
    {
      name: 'mail',
      script: 'connectors/email/reference-agent/main.js',
      ready: ready(ports.mail),
      env: { PORT: String(ports.mail), SMTP_PORT: String(ports.smtp), STATE: state('mail') },
    },
  ]
}
