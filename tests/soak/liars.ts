// Filing systems that behave badly: faults before and after the effect, repeated and false reports.

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { tapalIdOf } from '../../domain/letters/tapal/keys'
import { callAgent } from '../../local/demo/portal'
import { AGENTS, type SoakAgent } from './agents'
import type { Numbers } from './numbers'
import type { World } from './world'

/** What a system may do to a call; `hang` costs KCS its whole time-out and is rare. */
const FAULTS = [
  { mode: 'cut' },
  { mode: 'cut', afterEffect: true },
  { status: 500 },
  { status: 502, afterEffect: true, body: '<html>Bad Gateway</html>' },
  { status: 503, headers: { 'retry-after': '0' } },
  { status: 503, headers: { 'retry-after': '2' } },
  { status: 429, headers: { 'retry-after': 'yesterday' } },
  { status: 404, body: '<html>Not Found</html>' },
  { status: 405 },
  { status: 200, afterEffect: true, body: '<html>oops' },
  { mode: 'hang', afterEffect: true },
] as const

/** Makes one system after the other misbehave for some calls. Returns how often. */
export async function misbehave(
  world: World,
  { numbers, over, everyMs }: { numbers: Numbers; over: AbortSignal; everyMs: number },
): Promise<number> {
  let lies = 0
  while (!over.aborted) {
    await sleep(everyMs)
    const agent = numbers.one(AGENTS)
    const url = world.addressOf(agent)
    const fault = { ...numbers.one(FAULTS), times: numbers.between(1, 6) }
    try {
      await callAgent(`${url}/knobs`, { faults: [fault], repeatCallbacks: numbers.chance(0.3) ? 2 : 0 })
      if (agent.system === 'push' && numbers.chance(0.5)) await lie(world, agent, numbers)
      lies += 1
    } catch {
      // The system itself was killed a moment ago.
    }
  }
  return lies
}

/** All systems behave again. */
export async function behave(world: World): Promise<void> {
  for (const agent of AGENTS)
    await callAgent(`${world.addressOf(agent)}/knobs`, { faults: [], repeatCallbacks: 0 })
}

/** Another number for a letter that it has diarised, and a letter that it never had: KCS must take neither. */
async function lie(world: World, agent: SoakAgent, numbers: Numbers): Promise<void> {
  const { letters } = await callAgent<{ letters: { deliveryKey: string; diary: object | null }[] }>(
    `${world.addressOf(agent)}/letters`,
  )
  const taken = letters.filter(({ diary }) => diary !== null)
  if (taken.length === 0) return
  const { deliveryKey } = numbers.one(taken)
  // Before KCS has heard the true number it would have to believe the false one.
  if (!(await hasNumber(world, agent, deliveryKey))) return
  const at = new Date()
  const report = {
    key: randomUUID(),
    deliveryKey: numbers.chance(0.8) ? deliveryKey : `kcs-${'0'.repeat(26)}`,
    at: at.toISOString(),
    kind: 'acknowledged',
    diaryNumber: 'A/FALSE/1',
    diaryDate: at.toISOString().slice(0, 10),
  }
  const body = JSON.stringify({ reports: [report] })
  const id = randomUUID()
  await fetch(`${world.kcs.url}/v1/callbacks/${agent.id}`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(agent.settings['secret']!).sign(id, at, body),
    },
    body,
  })
}

/** Whether KCS knows a diary number of the letter; false where it does not answer. */
async function hasNumber(world: World, agent: SoakAgent, deliveryKey: string): Promise<boolean> {
  const response = await fetch(`${world.kcs.url}/v1/tapals/${tapalIdOf(deliveryKey)}`, {
    headers: { authorization: `Bearer ${agent.apiKey}` },
    signal: AbortSignal.timeout(10_000),
  })
  const { diary } = (await response.json()) as { diary?: object | null }
  return (diary ?? null) !== null
}
