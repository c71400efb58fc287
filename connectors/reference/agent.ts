// What all reference agents are: one or several instances on one port, each with what it keeps and what it owes KCS.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router } from '@koa/router'
import { addSharedDesk } from './desk'
import { faults } from './faults'
import { callBack, handOver, type Settings, settingsSchema } from './gateway'
import { type Core, type Instance, type InstanceOptions, type Owed } from './instance'
import { KnobBoard } from './knobs'
import { openOutbox, type Try } from './outbox'
import { escapeHtml, page } from './page'
import { refusals, reply, startServer } from './server'

/** The reference agent of a system. */
export interface ReferenceAgent<Options extends InstanceOptions, Report> {
  title: string
  defaults: Omit<Options, keyof InstanceOptions> & Partial<InstanceOptions>
  /** Where desks hand letters in for KCS, and where those are listed. */
  outboxPaths: { put: string; list: string }
  /** Method and path of the call by which KCS hands a letter over. */
  deliveryCall: { method: string; path: string }
  /** The call by which KCS asks what became of a letter; any GET where it is absent. */
  statusCall?: { method: string; path: string }
  /** Body and headers of a call-back. A system without it and without `tell` cannot call KCS: what it has is collected. */
  callback?(
    settings: Settings,
    id: string,
    report: Report,
  ): { body: string; headers(): Record<string, string> }
  /** How KCS is told of a report by an agent that sends no call-backs. */
  tell?(settings: Settings, id: string, report: Report): Promise<Try>
  open(core: Core<Options, Report>): Promise<Instance>
}

export interface StartOptions<Options extends InstanceOptions> {
  port?: number
  stateFolder: string
  instances: (Partial<Options> & { code: string })[]
}

export interface RunningAgent {
  url: string
  /** The address of each instance by its code: what is registered at KCS. */
  urls: Record<string, string>
  instances: Record<string, Instance>
  stop(): Promise<void>
}

/** Starts the instances on one port of 127.0.0.1; what they know is in the folder and is read at the next start. */
export async function startReferenceAgent<Options extends InstanceOptions, Report>(
  kind: ReferenceAgent<Options, Report>,
  { port = 0, stateFolder, instances }: StartOptions<Options>,
): Promise<RunningAgent> {
  const running: { code: string; name: string; instance: Instance; routers: Router[] }[] = []
  for (const settingsOfOne of instances) {
    const options = {
      name: `${kind.title} ${settingsOfOne.code}`.trim(),
      offices: [],
      prefix: 'REF',
      settings: {},
      knobs: {},
      ...kind.defaults,
      ...settingsOfOne,
    } as unknown as Options
    running.push(await openInstance(kind, stateFolder, options))
  }
  const server = await startServer(port, [
    ...running.flatMap(({ routers }) => routers),
    frontPage(kind.title, running),
  ])
  return {
    url: server.url,
    urls: Object.fromEntries(
      running.map(({ code }) => [code, code === '' ? server.url : `${server.url}/${code}`]),
    ),
    instances: Object.fromEntries(running.map(({ code, instance }) => [code, instance])),
    async stop() {
      await server.stop()
      for (const { instance } of running) await instance.stop()
    },
  }
}

async function openInstance<Options extends InstanceOptions, Report>(
  kind: ReferenceAgent<Options, Report>,
  stateFolder: string,
  options: Options,
) {
  const { code, name } = options
  if (!/^[a-z0-9-]*$/.test(code)) throw new Error(`The code of an instance is not valid: ${code}`)
  const folder = join(stateFolder, code)
  const settingsText = await readFile(join(folder, 'settings.json'), 'utf8').catch(() => '{}')
  const settings = settingsSchema.parse({ ...options.settings, ...(JSON.parse(settingsText) as object) })
  const knobs = new KnobBoard(options.knobs)
  const outbox = await openOutbox<Owed<Report>>(join(folder, 'outbox.jsonl'), (id, owed) =>
    tryOnce(kind, folder, settings, knobs, id, owed),
  )
  const core = { options, folder, settings, knobs, outbox }
  const instance = await kind.open(core)
  const prefix = code === '' ? {} : { prefix: `/${code}` }
  const protocol = new Router(prefix)
  protocol.use(faults(knobs), refusals)
  instance.addProtocol(protocol)
  const desk = new Router(prefix)
  instance.addDesk(desk)
  addSharedDesk(desk, core, kind.outboxPaths, instance)
  return {
    code,
    name,
    routers: [protocol, desk],
    instance: {
      ...instance,
      async stop() {
        // What the instance is still about may go into the outbox.
        await instance.stop()
        await outbox.stop()
      },
    },
  }
}

async function tryOnce<Report>(
  kind: Pick<ReferenceAgent<never, Report>, 'callback' | 'tell'>,
  folder: string,
  settings: Settings,
  { knobs }: KnobBoard,
  id: string,
  owed: Owed<Report>,
): Promise<Try> {
  if ((!kind.callback && !kind.tell) || settings.kcsUrl === '') return null
  if ('letter' in owed) return handOver(settings, join(folder, 'documents'), id, owed.letter)
  const once = tellingOf(kind, settings, id, owed.report)
  if (once === null) return null
  let result = await once()
  for (let more = 0; result?.end === 'taken' && more < knobs.repeatCallbacks; more += 1) result = await once()
  return result
}

/** Tells KCS once of the report; null where it cannot be told yet. */
function tellingOf<Report>(
  kind: Pick<ReferenceAgent<never, Report>, 'callback' | 'tell'>,
  settings: Settings,
  id: string,
  report: Report,
): (() => Promise<Try>) | null {
  const { tell } = kind
  if (tell) return () => tell(settings, id, report)
  if (!kind.callback || settings.endpointId === '' || settings.secret === '') return null
  const { body, headers } = kind.callback(settings, id, report)
  return () => callBack(settings, headers(), body)
}

function frontPage(title: string, instances: readonly { code: string; name: string }[]): Router {
  const router = new Router()
  const links = instances
    .map(({ code, name }) => `<li><a href="/${code}/">${escapeHtml(name)}</a></li>`)
    .join('')
  // An only instance at the root has a page of its own there, which comes first.
  router.get('/', (ctx) => {
    const { status, headers, body } = page(title, [`<ul>${links}</ul>`])
    reply(ctx, status, body, headers)
  })
  return router
}
