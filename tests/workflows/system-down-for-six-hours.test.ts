// Story: two filing systems are down for six hours beside one that is well; one of them calls KCS when it is back.

import type { Parcel } from '../../connectors/connector'
import type { Outcome } from '../../domain/letters/delivery/outcome'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { CASES } from '../../process/cases'
import { heardFrom } from '../../services/letters/endpoint/heard'
import { follow } from '../../services/operations/duty/follow'
import { dutyDeps } from '../support/duty-deps'
import { DELIVERED, DOWN } from './stage/filing-systems'
import type { Letter } from './stage/letter'
import { openStage, reach, type Stage } from './stage/stage'

const MOST_ATTEMPTS = 25
const HALF_AN_HOUR_MS = 30 * 60_000
/** As many as pause a system by themselves, and more that come while it is paused. */
const AT_FIRST = 5

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

/** A letter to the office that this system serves. */
const letterTo = (endpoint: string): Promise<Letter> =>
  stage.send([{ office: endpoint.toUpperCase(), mechanism: 'push', endpoint }])

const deliveredAt = async (letter: Letter, endpoint: string): Promise<Date> => {
  const { events } = await letter.tapal(endpoint.toUpperCase())
  return events.find(({ to }) => to === 'delivered')!.at
}

/** A good call of the system at KCS, as every door takes it. */
async function call(endpoint: string): Promise<void> {
  const words: (() => Promise<unknown>)[] = []
  const runs = { ...stage.runs, soon: (_key: string, word: () => Promise<unknown>) => void words.push(word) }
  heardFrom({ repositories: stage.repositories, runs }, { id: endpoint }, await stage.read())
  for (const word of words) await word()
}

/** What the duties do in each round, as often as they like. */
async function round(): Promise<void> {
  for (const { eachRound } of CASES) await eachRound(dutyDeps(stage), await stage.read())
}

const told = async (options: { seat: string } | { operator: true }, endpoint?: string) => {
  while (await follow(dutyDeps(stage), CASES, await stage.read()));
  const seats = 'seat' in options ? [options.seat] : []
  const asked = {
    operator: 'operator' in options,
    kinds: ['undelivered', 'endpoint-paused'] as const,
    limit: 100,
  }
  const notices = await stage.repositories.notices.newest(seats, asked)
  return notices.filter((notice) => endpoint === undefined || notice.endpoint === endpoint)
}

test('six hours down: few tries for each letter, all delivered at the first call or within half an hour, nobody else late, each sender told once', async () => {
  const [calls, silent] = [stage.system('calls'), stage.system('silent')]
  const tries = new Map<string, number>()
  const standing = (isUp: boolean): void => {
    const answer = ({ deliveryKey: key }: Parcel): Outcome => {
      tries.set(key, (tries.get(key) ?? 0) + 1)
      return isUp ? DELIVERED : DOWN
    }
    for (const system of [calls, silent]) Object.assign(system, { isUp, answer })
  }
  standing(false)
  const letters: Record<'calls' | 'silent' | 'well', Letter[]> = { calls: [], silent: [], well: [] }
  const send = async (): Promise<void> => {
    for (const endpoint of ['calls', 'silent', 'well'] as const)
      letters[endpoint].push(await letterTo(endpoint))
  }
  for (let n = 0; n < AT_FIRST; n += 1) await send()
  for (const hours of [1, 2, 3]) {
    await stage.pass(`${hours} hours`)
    await round()
    for (const endpoint of ['calls', 'silent'])
      await reach(
        `the letters for ${endpoint} to be parked`,
        async () => (await stage.parkedAt(endpoint)) === letters.calls.length,
      )
    if (hours < 3) await send()
  }

  for (const { tapal } of letters.well) expect((await tapal('WELL')).attempts).toBe(1)
  for (const letter of letters.well) {
    const after = (await deliveredAt(letter, 'well')).getTime() - letter.acceptedAt.getTime()
    expect(after).toBeLessThan(60_000)
  }
  expect([...tries.values()].every((count) => count <= MOST_ATTEMPTS)).toBe(true)
  for (const { probes } of [calls, silent]) expect(probes.length).toBeLessThanOrEqual(MOST_ATTEMPTS)

  const backAt = await stage.read()
  standing(true)
  // No time passes: the call alone brings them.
  await call('calls')
  await reach('the letters of the system that called', async () => (await stage.parkedAt('calls')) === 0)
  await stage.endpointRun('calls').result()
  expect(await stage.parkedAt('silent')).toBe(letters.silent.length)

  await stage.pass('30 minutes')
  await reach('the letters of the silent system', async () => (await stage.parkedAt('silent')) === 0)
  await stage.endpointRun('silent').result()
  for (const endpoint of ['calls', 'silent'] as const)
    for (const letter of letters[endpoint]) {
      const late = (await deliveredAt(letter, endpoint)).getTime() - backAt.getTime()
      expect(late).toBeLessThanOrEqual(endpoint === 'calls' ? 60_000 : HALF_AN_HOUR_MS)
      const { attempts, id } = await letter.tapal(endpoint.toUpperCase())
      expect(tries.get(deliveryKey(id))).toBeLessThanOrEqual(MOST_ATTEMPTS)
      expect(attempts).toBeLessThanOrEqual(MOST_ATTEMPTS)
    }

  // A sender hears of each letter that was undelivered for four hours, and of it once.
  const late = (letter: Letter): boolean => backAt.getTime() - letter.acceptedAt.getTime() >= 4 * 3_600_000
  const overdue = [...letters.calls, ...letters.silent].filter(late).map(({ id }) => id)
  const notices = await told({ seat: 'SENDER/SO' })
  expect(notices.map(({ dispatch }) => dispatch).sort()).toEqual(overdue.sort())
  for (const endpoint of ['calls', 'silent'])
    expect(
      (await told({ operator: true }, endpoint)).filter(({ kind }) => kind === 'endpoint-paused'),
    ).toHaveLength(1)
})
