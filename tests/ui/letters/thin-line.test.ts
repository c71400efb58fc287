// What a day's work costs on a thin line: the bytes that the server sends for the first page, the inbox and an act.

import type { CDPSession, Page } from 'playwright-core'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch } from '../../support/builders'
import { until } from '../../support/until'
import { openPortal, PASSWORD, type Portal } from '../support/portal'

const LETTERS = 60

let portal: Portal
let page: Page
let line: Line

beforeAll(async () => {
  portal = await openPortal()
  const { dispatches, tapals } = portal.world.repositories
  const now = new Date()
  for (let n = 0; n < LETTERS; n += 1) {
    const { dispatch } = await dispatches.accept(
      buildDispatch({
        sender: { office: 'ITD', seat: 'ITD/SO', holder: 'PEN-anitha' },
        subject: `Letter ${n} about the work of the offices of the district`,
        letterNumber: `IT-${n}/2026`,
        acceptedAt: now,
        started: true,
        state: 'in-progress',
      }),
    )
    await tapals.insert([
      buildTapal(dispatch, now, {
        office: 'IPRD',
        seat: 'IPRD/WEB',
        inwardNumber: `IPRD/${n}`,
        owes: false,
        dueAt: null,
      }),
    ])
  }
  await until(
    async () => (await tapals.unfollowed({ limit: 1, parts: { of: 1, held: [0] }, except: [] })).length === 0,
    { what: 'the follower to be done' },
  )
  ;({ page } = await portal.open())
  line = await watch(page)
})

afterAll(() => portal.close())

interface Line {
  /** What came since the last look: bytes, and the paths that were asked for. Waits until nothing more comes. */
  taken(): Promise<{ bytes: number; paths: string[] }>
}

async function watch(of: Page): Promise<Line> {
  const cdp: CDPSession = await of.context().newCDPSession(of)
  let bytes = 0
  let paths: string[] = []
  const open = new Set<string>()
  let last = Date.now()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname, search } = new URL(request.url)
    if (pathname === '/v1/stream') return
    open.add(requestId)
    paths.push(`${request.method} ${pathname}${search}`)
    last = Date.now()
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!open.delete(requestId)) return
    bytes += encodedDataLength
    last = Date.now()
  })
  cdp.on('Network.loadingFailed', ({ requestId }) => void open.delete(requestId))
  await cdp.send('Network.enable')
  return {
    async taken() {
      // Live news come a quarter of a second after the follower, which looks four times a second.
      await until(() => open.size === 0 && Date.now() - last > 1_500, { what: 'the line to be quiet' })
      const seen = { bytes, paths }
      bytes = 0
      paths = []
      return seen
    },
  }
}

test('the first page with its fonts is less than 140 kB', async () => {
  await page.goto(`${portal.url}/inbox?view=unread`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  const { bytes, paths } = await line.taken()
  expect(paths).toContain('GET /v1/session')
  expect(bytes).toBeLessThan(140_000)
})

test('an inbox of 50 rows is one response of less than 10 kB', async () => {
  await page.getByLabel('Login').fill('meera')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('[data-row]').nth(49).waitFor()
  await line.taken()
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^All/ }).click()
  await until(() => !page.url().includes('unread'), { what: 'the other view' })
  await page.locator('[data-row]').nth(49).waitFor()
  const { bytes, paths } = await line.taken()
  expect(paths.filter((path) => path.includes('limit=50'))).toHaveLength(1)
  expect(bytes).toBeLessThan(10_000)
})

test('an act loads one row, not the list: less than 8 kB with the numbers beside the views and the notices', async () => {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /^Unread/ })
    .click()
  await page.locator('[data-row]').nth(49).waitFor()
  await line.taken()
  const row = page.locator('[data-row]').first()
  await row.getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('[data-row]').nth(48).waitFor()
  expect(await page.locator('[data-row]').count()).toBe(49)
  const { bytes, paths } = await line.taken()
  expect(paths.filter((path) => path.includes('limit=50'))).toEqual([])
  expect(paths.filter((path) => path.startsWith('POST'))).toHaveLength(1)
  expect(bytes).toBeLessThan(8_000)
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Unread 59' }).waitFor()
})

test('on a line of 64 kbit/s the page says within seconds that it is loading, and is there in the end', async () => {
  const thin = await portal.open()
  const cdp = await thin.context.newCDPSession(thin.page)
  const conditions = { offline: false, latency: 300, downloadThroughput: 8_000, uploadThroughput: 8_000 }
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', conditions)
  await thin.page.goto(`${portal.url}/sign-in`, { waitUntil: 'commit' })
  await thin.page.getByText('Loading…').waitFor()
  expect(await thin.page.getByRole('heading').count()).toBe(0)
  await thin.page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 60_000 })
  expect(await thin.page.getByText('Loading…').count()).toBe(0)
  await thin.context.close()
})
