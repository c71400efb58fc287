// The story of the page of an endpoint, for a portal in which an operator is signed in.

import type { Page } from 'playwright-core'
import { EVERY_LETTER } from '../../../connectors/every-letter'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { newApiKey } from '../../../secrets/api-key'
import { enterChanges } from '../../../services/letters/agent-feed/enter'
import { openReceiver, type Receiver } from '../../services/access/subscription/receiver'
import { buildChange } from '../../support/build-change'
import { axeFindings, overflow } from '../support/accessibility'
import { readIn } from '../support/language'
import type { Portal } from '../support/portal'

const ID = 'endpoint-cdit'
const AGENT = 'agent-cdit'
const ADDRESS = 'https://cdit.example/kcs'

/** An agent with an endpoint that has two secrets, and a webhook that did not take its last change. */
async function register({ world, url }: Portal, receiver: Receiver): Promise<void> {
  const { agents, endpoints, subscriptions } = world.repositories
  const now = new Date()
  const { apiKey, row } = newApiKey(now)
  const office = 'CDIT-ENDPOINT'
  await agents.add({
    ...{ id: AGENT, name: 'Filing system of C-DIT', offices: [office], endpoint: ID, keys: [row] },
    createdAt: now,
  })
  await endpoints.save({
    ...{ id: ID, agent: AGENT, mechanism: 'push', address: ADDRESS, backOff: DEFAULT_BACK_OFF },
    concurrency: 4,
  })
  const takes = { ...EVERY_LETTER, kinds: ['letter'] }
  await endpoints.noteAsked({ id: ID, address: ADDRESS }, { takes }, now)
  await world.database
    .collection<{ _id: string }>('endpoints')
    .updateOne({ _id: ID }, { $set: { formerUntil: new Date(now.getTime() + 24 * 3_600_000) } })
  await enterChanges(world, [buildChange('endpoint-page', { office })], now)
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const reply = await fetch(`${url}/v1/agent/webhooks`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': 'endpoint-page' },
    body: JSON.stringify({ url: receiver.url }),
  })
  const { id: webhook } = (await reply.json()) as { id: string }
  const came = { status: 503, fault: '', answer: 'busy' }
  const delivery = { number: 1, kind: 'delivered', at: now, tries: 2, ...came } as const
  await subscriptions.noteTry(AGENT, webhook, delivery, false, now)
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

/** Declares the tests; `shown` is called when they run. */
export function endpointPageStory(shown: () => { portal: Portal; page: Page }): void {
  describe('the page of an endpoint', () => {
    let receiver: Receiver
    beforeAll(async () => {
      receiver = await openReceiver()
      await register(shown().portal, receiver)
    })
    afterAll(() => receiver.close())

    test('in both languages: address, what it takes, until when two secrets count, keys, and what its webhook returned', async () => {
      const { page, portal } = shown()
      for (const [language, heading] of [
        ['മലയാളം', 'ഇപ്പോഴത്തെ നില'],
        ['English', 'How it stands'],
      ] as const) {
        await page.setViewportSize({ width: 1280, height: 860 })
        await page.goto(`${portal.url}/operations/endpoints/${ID}`)
        await readIn(page, language)
        await page.getByRole('heading', { level: 2, name: heading }).waitFor()
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 860 })
          const name = `endpoint-${language === 'English' ? 'en' : 'ml'}-${width}`
          await page.screenshot({ path: `.local/test/${name}.png`, fullPage: true })
          await expectSound(page)
        }
      }
      const text = await page.innerText('main')
      for (const part of [ADDRESS, 'Two secrets until', 'kcs_', 'Opens', 'HTTP 503', 'busy'])
        expect(text.toLowerCase()).toContain(part.toLowerCase())
    })

    test('it is reached from the desk; a change is sent again there, and what came back is told', async () => {
      const { page, portal } = shown()
      await page.setViewportSize({ width: 1280, height: 860 })
      await page.goto(`${portal.url}/operations`)
      await page.getByRole('link', { name: ID, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: `Endpoint ${ID}` }).waitFor()
      await page.getByRole('button', { name: 'Send again: 1' }).click()
      await page.getByText('Sent again; what came back: HTTP 204').waitFor()
      const log = page.getByRole('table', { name: /What was sent last/ })
      await log.getByText('HTTP 204').waitFor()
      expect(receiver.numbers()).toEqual([1])
    })
  })
}
