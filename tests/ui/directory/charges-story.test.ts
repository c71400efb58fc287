// The head of an office fills its seats in the portal: gives them, enters who is new, hands out codes, relieves, transfers.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { buildSeat } from '../../support/builders'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let context: BrowserContext
let page: Page
let code: string

async function expectSound(at = page): Promise<void> {
  expect(await axeFindings(at)).toEqual([])
  expect(await overflow(at)).toBeLessThanOrEqual(0)
}

const sheet = () => page.getByRole('dialog')
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const send = (name: string) => sheet().getByRole('button', { name, exact: true }).click()
const toSeat = (id: string) => page.goto(`${portal.url}/seats/${encodeURIComponent(id)}`)
const holders = () => page.getByRole('region', { name: 'Holders over time' })

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  await portal.world.repositories.seats.save([buildSeat('DP-IDK/SO', { designation: 'Section Officer' })])
  ;({ context, page } = await portal.open())
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await toSeat('DP-IDK/TAPAL')
  await enterLogin(page, 'rajan')
})

afterAll(async () => {
  await context.close()
  await portal.close()
})

test('the head of the office may give the seat; a seat of another office, or as of another day, shows no such button', async () => {
  await page.getByRole('heading', { level: 2, name: 'Charge of this seat' }).waitFor()
  await expectSound()
  await page.getByLabel('As of').fill('2024-01-31')
  await page.locator('.seat-holder', { hasText: 'Usha K.' }).waitFor()
  expect(await page.getByRole('button', { name: 'Give this seat' }).count()).toBe(0)
  await toSeat('GP-ADI/TAPAL')
  await holders().waitFor()
  expect(await page.getByRole('button', { name: 'Give this seat' }).count()).toBe(0)
})

test('an unknown PEN is told, and the new employee is entered in the same sheet', async () => {
  await toSeat('DP-IDK/TAPAL')
  await press('Give this seat')
  await send('Give this seat')
  await sheet().getByText('Enter the PEN of who joins.').waitFor()
  await sheet().getByLabel('PEN of who joins').fill('745001')
  await sheet().getByText('No employee of this number is entered yet.').waitFor()
  await expectSound()
  await press('Enter a new employee')
  await sheet().getByLabel('Phone').fill('none')
  await send('Give this seat')
  await sheet().getByText('Enter the name.').waitFor()
  await sheet().getByText('Enter a telephone number such as +91 471 2518000, or nothing.').waitFor()
  await expectSound()
  await sheet().getByLabel('Name in English').fill('Sunitha Mohan')
  await sheet().getByLabel('Name in Malayalam').fill('സുനിത മോഹൻ')
  await sheet().getByLabel('Phone').fill('+91 4862 233002')
  await send('Give this seat')
  await page.getByText('The seat was given to Sunitha Mohan.').waitFor()
  await holders().getByText('Sunitha Mohan').waitFor()
  expect(await portal.world.repositories.employees.byPen('745001')).toMatchObject({
    name: 'Sunitha Mohan',
    phone: '+914862233002',
    email: '',
  })
})

test('who has no login gets a one-time code, shown once, to be copied, with how long it holds', async () => {
  await press('One-time code')
  await expectSound()
  await send('Make a code')
  await sheet().getByText('Tell this code to Sunitha Mohan alone.').waitFor()
  code = await sheet().locator('code').innerText()
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(await sheet().locator('.facts').innerText()).toMatch(
    /745001[\s\S]*Holds until[\s\S]*\/first-sign-in/,
  )
  await press('Copy')
  await sheet().getByText('Copied.').waitFor()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(code)
  await expectSound()
  await sheet().getByRole('button', { name: 'Close' }).last().click()
  expect(await page.getByText(code).count()).toBe(0)
})

test('with the code the employee signs in for the first time and has the inbox of the seat', async () => {
  const newcomer = await portal.open()
  await newcomer.page.goto(`${portal.url}/first-sign-in`)
  const field = (label: string) => newcomer.page.getByLabel(label, { exact: true })
  await field('PEN').fill('745001')
  await field('One-time code').fill(code)
  await field('Login').fill('sunitha')
  await field('Password').fill(PASSWORD)
  await field('The same password again').fill(PASSWORD)
  await newcomer.page.keyboard.press('Enter')
  await newcomer.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  expect(await newcomer.page.locator('.seat-name').innerText()).toContain('Idukki District Panchayat')
  await newcomer.context.close()
  const looked = page.waitForResponse((answer) => answer.url().endsWith('/v1/employees/745001'))
  await page.reload()
  expect(await (await looked).json()).toMatchObject({ hasLogin: true })
  await page.getByText('745001').waitFor()
  expect(await page.getByRole('button', { name: 'One-time code' }).count()).toBe(0)
})

test('a second regular holder is refused in words at the kind of charge; an additional charge stands beside', async () => {
  await press('Give this seat')
  await sheet().getByLabel('PEN of who joins').fill('PEN-usha')
  await sheet().getByText('Usha K.').waitFor()
  await send('Give this seat')
  await page.locator('#join-kind-fault', { hasText: 'Somebody else holds the seat regularly' }).waitFor()
  await page.locator('#join-kind:focus').waitFor()
  await expectSound()
  await sheet().getByLabel('Kind of charge').selectOption('additional')
  await send('Give this seat')
  await page.getByText('The seat was given to Usha K.').waitFor()
})

test('a transfer needs a seat; one of another office is for its own head', async () => {
  const usha = page.getByRole('listitem', { name: 'Usha K.' })
  await usha.getByRole('button', { name: 'Transfer to another seat' }).click()
  await send('Transfer')
  await sheet().getByText('Choose a seat from the list.').waitFor()
  await sheet().getByRole('combobox', { name: 'Seat to join' }).fill('clerk adimali')
  await page.getByRole('option', { name: /^Clerk/ }).click()
  await send('Transfer')
  await sheet().getByText('Only the head of the office or an administrator above it may do this.').waitFor()
  await expectSound()
  await press('Cancel')
})

test('a transfer within the office takes effect at once, on both seats, and back again', async () => {
  const transfer = async (words: string, option: RegExp) => {
    const row = page.getByRole('listitem', { name: 'Sunitha Mohan' })
    await row.getByRole('button', { name: 'Transfer to another seat' }).click()
    await sheet().getByRole('combobox', { name: 'Seat to join' }).fill(words)
    await page.getByRole('option', { name: option }).click()
    await send('Transfer')
    await page.getByText(/^Sunitha Mohan was transferred to/).waitFor()
    await row.waitFor({ state: 'detached' })
  }
  await transfer('section officer idukki', /DP-IDK\/SO/)
  await toSeat('DP-IDK/SO')
  await page.locator('.seat-holder', { hasText: 'Sunitha Mohan' }).waitFor()
  await transfer('clerk idukki', /DP-IDK\/TAPAL/)
  await toSeat('DP-IDK/TAPAL')
  await page.getByRole('listitem', { name: 'Sunitha Mohan' }).waitFor()
})

test('a holder is relieved with a last day, and the list says until when', async () => {
  await page.getByRole('listitem', { name: 'Usha K.' }).getByRole('button', { name: 'Relieve' }).click()
  await sheet().getByLabel('To the end of a day, the last in the seat').check()
  await send('Relieve')
  await sheet().getByText('Choose the day.').waitFor()
  await expectSound()
  await sheet().locator('#relieve-at').fill('2099-12-31')
  await send('Relieve')
  await page.getByText('Usha K. was relieved of the seat.').waitFor()
  const charges = await portal.world.repositories.charges.ofEmployee('PEN-usha')
  expect(charges.find(({ seat }) => seat === 'DP-IDK/TAPAL')?.until).toEqual(new Date('2099-12-31T18:30:00Z'))
  const relieve = page.getByRole('listitem', { name: 'Usha K.' }).getByRole('button', { name: 'Relieve' })
  await relieve.waitFor({ state: 'detached' })
})

test('a new holder from a later day stands in the list from that day, and is not the holder now', async () => {
  await page.getByRole('listitem', { name: 'Sunitha Mohan' }).getByRole('button', { name: 'Relieve' }).click()
  await send('Relieve')
  await page.getByText('Sunitha Mohan was relieved of the seat.').waitFor()
  await press('Give this seat')
  await sheet().getByLabel('PEN of who joins').fill('745001')
  await sheet().getByLabel('From the beginning of a day').first().check()
  await sheet().locator('#join-at').fill('2099-01-01')
  await send('Give this seat')
  await page.getByText('The seat was given to Sunitha Mohan.').waitFor()
  await holders().getByText('1 Jan 2099 –', { exact: true }).waitFor()
  expect(await page.locator('.seat-holder').innerText()).toBe('Usha K.')
})

test('sheets and page speak Malayalam and fit a phone', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'ഈ സീറ്റ് നൽകുക' }).click()
  await sheet().getByLabel('ചുമതലയേൽക്കുന്നയാളുടെ പെൻ നമ്പർ').fill('745999')
  await page.getByRole('button', { name: 'പുതിയതായി ചേർക്കുക' }).click()
  await expectSound()
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
