// An operator finds what failed, reads every try, and sends it again; phone and desktop, in both languages.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { until } from '../../support/until'
import { axeFindings, overflow } from '../support/accessibility'
import { openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let desk: { context: BrowserContext; page: Page }
let letter: string

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

beforeAll(async () => {
  portal = await openPortal()
  const { accounts, tapals } = portal.world.repositories
  await accounts.add({
    login: 'watch',
    employee: 'PEN-watch',
    passwordHash: await hashPassword(PASSWORD),
    roles: ['operator'],
    language: 'en',
    active: true,
  })
  const { id } = await portal.letter({
    subject: 'A private matter',
    recipients: [{ office: 'IPRD', purpose: 'action' }],
  })
  await until(async () => (await tapals.ofDispatch(id)).some(({ state }) => state === 'delivered'), {
    what: 'the letter',
  })
  letter = (await tapals.ofDispatch(id))[0]!.id
  await portal.world.database
    .collection<{ _id: string }>('tapals')
    .updateOne(
      { _id: letter },
      { $set: { state: 'failed', trouble: 'http-404', owes: true, dueAt: new Date('2090-01-01') } },
    )
  desk = await portal.open()
  await desk.page.goto(`${portal.url}/operations`)
  await desk.page.getByLabel('Login').fill('watch')
  await desk.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await desk.page.keyboard.press('Enter')
  await desk.page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
}, 90_000)

afterAll(async () => {
  await desk?.context.close()
  await portal.close()
})

test('the desk shows the systems and the letters in trouble, and no subject', async () => {
  const { page } = desk
  await page.getByRole('table', { name: 'Systems' }).waitFor()
  await page.getByRole('button', { name: letter }).waitFor()
  expect(await page.innerText('main')).not.toContain('private matter')
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: `.local/test/desk-${width}.png`, fullPage: true })
    await expectSound(page)
  }
})

test('a letter opens with its tries; the glass is broken with a reason', async () => {
  const { page } = desk
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: letter }).click()
  await page.getByRole('button', { name: 'Break the glass' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Reason').fill('Their people ask which one')
  await sheet.getByRole('button', { name: 'Break the glass' }).click()
  await page.getByText('A private matter').waitFor()
})

test('a ticked letter is sent again with a reason', async () => {
  const { page } = desk
  await page.getByLabel(`Choose letter ${letter}`).check()
  await page.getByRole('button', { name: 'Send again (1)' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Reason').fill('It is back')
  await sheet.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('Dealt with: 1. Passed over: 0.').waitFor()
})

test('a whole system is paused with a reason, and goes on again', async () => {
  const { page } = desk
  for (const [act, state] of [
    ['Pause the whole system', 'paused'],
    ['Resume the whole system', 'open'],
  ] as const) {
    await page
      .getByRole('button', { name: `${act}: ` })
      .first()
      .click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Reason').fill('Works on the network')
    await expectSound(page)
    await sheet.getByRole('button', { name: act }).click()
    await sheet.waitFor({ state: 'hidden' })
    const stands = async () =>
      (await portal.world.repositories.endpoints.list()).filter((one) => one.state === 'paused').length
    await until(async () => (await stands()) === (state === 'paused' ? 1 : 0), { what: `it is ${state}` })
  }
})

test('in Malayalam', async () => {
  const { page } = desk
  await page.getByRole('button', { name: 'മലയാളം' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'പ്രവർത്തനം' }).waitFor()
  await page.screenshot({ path: '.local/test/desk-ml.png', fullPage: true })
  await expectSound(page)
})
