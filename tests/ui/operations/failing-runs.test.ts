// An operator is told of runs whose code fails above all else of the desk, in both languages; the duty, the API and the browser are real.

import type { Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import type { RunUnderWay } from '../../../temporal/runs'
import { axeFindings, overflow } from '../support/accessibility'
import { readIn } from '../support/language'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'
import { endpointPageStory } from './endpoint-page'

/** One turn of the duty and one look of the page. */
const SHOWN_WITHIN_MS = 40_000

const startedAt = new Date()
let marked: RunUnderWay[] = [
  { subject: '01JDKQ3V9Y6W0M7T5N8RZX4HCA', startedAt, failing: 'NonDeterministicError' },
  { subject: '01JDKQ4B2FJ8S6D1E9PGVK7WQM', startedAt, failing: 'WorkflowWorkerUnhandledFailure' },
]
let portal: Portal
let page: Page

beforeAll(async () => {
  portal = await openPortal({ failing: async (name) => (name === 'dispatch' ? marked : []) })
  await portal.world.repositories.accounts.add({
    ...{ login: 'watch', employee: 'PEN-watch', roles: ['operator'], language: 'en', active: true },
    passwordHash: await hashPassword(PASSWORD),
  })
  page = (await portal.open()).page
  await page.goto(`${portal.url}/operations`)
  await enterLogin(page, 'watch')
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
})

afterAll(() => portal?.close())

test('each is listed with its cause, since when it is known, its failure in Temporal Web, and what to do', async () => {
  const table = page.getByRole('table', { name: 'Runs whose code fails' })
  await table.waitFor({ timeout: SHOWN_WITHIN_MS })
  const rows = await table.locator('[data-row]').allInnerTexts()
  expect(rows).toEqual([
    expect.stringMatching(/^01JDKQ3V9Y6W0M7T5N8RZX4HCA\s+dispatch\s+NonDeterministicError\s/),
    expect.stringMatching(/^01JDKQ4B2FJ8S6D1E9PGVK7WQM\s+dispatch\s+WorkflowWorkerUnhandledFailure\s/),
  ])
  const link = table.getByRole('link', { name: 'See the failure: 01JDKQ3V9Y6W0M7T5N8RZX4HCA' })
  expect(await link.getAttribute('href')).toContain('01JDKQ3V9Y6W0M7T5N8RZX4HCA')
  await page.getByText('go back to the version before').waitFor()
})

test('it is accessible and fits, wide and narrow, in English and in Malayalam', async () => {
  for (const [code, language, heading] of [
    ['en', 'English', 'Runs whose code fails'],
    ['ml', 'മലയാളം', 'കോഡ് പിഴയ്ക്കുന്ന ഓട്ടങ്ങൾ'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 860 })
    await readIn(page, language)
    await page.getByRole('heading', { level: 2, name: heading }).waitFor()
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 860 })
      await page.screenshot({ path: `.local/test/failing-runs-${code}-${width}.png`, fullPage: true })
      expect(await axeFindings(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
  }
})

test('where all go on again nothing is said of them', async () => {
  marked = []
  const heading = page.getByRole('heading', { level: 2, name: 'കോഡ് പിഴയ്ക്കുന്ന ഓട്ടങ്ങൾ' })
  await heading.waitFor({ state: 'detached', timeout: SHOWN_WITHIN_MS })
  expect(portal.complaints).toEqual([])
})

endpointPageStory(() => ({ portal, page }))
