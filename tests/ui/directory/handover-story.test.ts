// A seat changes hands in the portal: given by one, taken by the other, each under the own login, with all that is open.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { until } from '../../support/until'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

interface Desk {
  context: BrowserContext
  page: Page
}

let portal: Portal
let giver: Desk
let taker: Desk

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

async function signIn(login: string): Promise<Desk> {
  const desk = await portal.open()
  await desk.page.goto(`${portal.url}/handover`)
  await enterLogin(desk.page, login)
  await desk.page.getByRole('heading', { level: 1, name: 'Handover' }).waitFor()
  return desk
}

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  const sent = await Promise.all(
    ['Plan funds', 'Road grant', 'Ward list'].map((subject) =>
      portal.letter({ subject, recipients: [{ seat: 'DP-IDK/SEC', purpose: 'action' }] }),
    ),
  )
  await until(
    async () => {
      const tapals = await Promise.all(sent.map(({ id }) => portal.world.repositories.tapals.ofDispatch(id)))
      return tapals.flat().every(({ state }) => state === 'delivered') && tapals.flat().length === 3
    },
    { what: 'three letters to lie in the seat' },
  )
  giver = await signIn('rajan')
  taker = await signIn('usha')
})

afterAll(async () => {
  await giver.context.close()
  await taker.context.close()
  await portal.close()
})

test('the holder sees all that is open with the seat before giving it', async () => {
  const open = giver.page.getByRole('table', { name: 'Open items' })
  await open.waitFor()
  expect(await open.getByRole('row').count()).toBe(4)
  expect(await open.innerText()).toMatch(/Plan funds[\s\S]*left/)
  await expectSound(giver.page)
})

test('the taker is named by the PEN; without one nothing is given', async () => {
  const { page } = giver
  await page.getByRole('button', { name: 'Hand over this seat' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Hand over' }).click()
  await sheet.getByText('Enter the PEN of who takes the seat.').waitFor()
  await expectSound(page)
  await sheet.getByLabel('PEN of who takes it').fill('PEN-usha')
  await sheet.getByLabel('Note').fill('Two files are with the section.')
  await sheet.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText('Secretary was given to PEN-usha.').waitFor()
  await page.getByRole('table', { name: 'Handovers of this seat' }).getByText('waits to be taken').waitFor()
})

test('the taker finds the seat under the own login, with its three letters, and takes it', async () => {
  const { page } = taker
  await page.reload()
  const given = page.getByRole('article', { name: 'DP-IDK/SEC' })
  await given.waitFor()
  expect(await given.getByRole('row').count()).toBe(4)
  await expectSound(page)
  await given.getByRole('button', { name: 'Take this seat' }).click()
  await page.getByText('You now hold DP-IDK/SEC.').waitFor()
  await page
    .locator('#seat option:checked', { hasText: 'Secretary · Idukki District Panchayat' })
    .waitFor({ state: 'attached' })
  await page.getByRole('link', { name: 'Inbox' }).click()
  await page.getByRole('link', { name: 'Ward list' }).waitFor()
})

test('from then on the giver sees nothing of the seat', async () => {
  const { page } = giver
  await page.reload()
  await page.getByText('You hold no seat, so there is none to hand over.').waitFor()
  await page.goto(`${portal.url}/inbox`)
  await page.getByText('You hold no seat at present').waitFor()
})

test('a tapal of the seat tells who held it in which period', async () => {
  const { page } = taker
  await page.getByRole('link', { name: 'Ward list' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ward list' }).waitFor()
  const held = page.locator('.facts div', { hasText: 'Held by' })
  await held.waitFor()
  expect(await held.innerText()).toMatch(/Rajan P\.[\s\S]*Usha K\.[\s\S]*now/)
  await expectSound(page)
})

test('the head of the office hands a seat on without its holder, with a reason, marked so', async () => {
  const { page } = taker
  await page.getByRole('link', { name: 'Handover' }).click()
  await page.getByRole('button', { name: 'Hand over without the holder' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('PEN of who takes it').fill('PEN-rajan')
  await sheet.getByRole('button', { name: 'Hand over' }).click()
  await sheet.getByText('Say why the holder does not hand over.').waitFor()
  await sheet.getByLabel('Reason').fill('Vacant since the retirement.')
  await sheet.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText(/was handed to PEN-rajan without its holder/).waitFor()
  await giver.page.goto(`${portal.url}/handover`)
  await giver.page
    .getByRole('table', { name: 'Handovers of this seat' })
    .getByText('one-sided, by the head of office')
    .waitFor()
})

test('the page speaks Malayalam and fits a phone', async () => {
  const { page } = giver
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('heading', { level: 1, name: 'ചുമതല കൈമാറ്റം' }).waitFor()
  await expectSound(page)
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
