// Mail addresses are set where seats and employees are shown, by who may; a notice goes to them.

import type { Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { contactsFor } from '../../../services/letters/notice/contacts'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let page: Page

async function expectSound(): Promise<void> {
  for (const [width, height] of [
    [1280, 860],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  }
}

const sheet = () => page.getByRole('dialog')
const change = () => page.getByRole('button', { name: 'Change mail address' })
const save = (address: string) =>
  sheet()
    .getByLabel('E-mail')
    .fill(address)
    .then(() => sheet().getByRole('button', { name: 'Save' }).click())
const addressOf = async (seat: string) => {
  const contacts = await contactsFor(portal.world, [{ seat }], new Date())
  return contacts({ seat })[0]?.email
}

async function signIn(login: string): Promise<void> {
  ;({ page } = await portal.open())
  await page.goto(`${portal.url}/seats/${encodeURIComponent('DP-IDK/SEC')}`)
  await enterLogin(page, login)
  await page.getByRole('heading', { level: 2, name: 'Holders over time' }).waitFor()
}

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  await signIn('devika')
})

afterAll(() => portal.close())

test('an administrator sets the mail address of an employee, reached from the seat; notices go there', async () => {
  await page.getByRole('link', { name: 'Rajan P.' }).click()
  await page.getByRole('heading', { level: 1, name: 'Rajan P.' }).waitFor()
  await page.getByRole('link', { name: 'DP-IDK/SEC' }).waitFor()
  await expectSound()
  await change().click()
  await save('rajan at panchayat')
  await sheet().getByText('Enter an e-mail address such as').waitFor()
  await page.locator('#mail-email:focus').waitFor()
  await expectSound()
  await save(' rajan@panchayat.example ')
  await page.getByText('The mail address of Rajan P. was set.').waitFor()
  await page.getByText('rajan@panchayat.example').waitFor()
  expect(await addressOf('DP-IDK/SEC')).toBe('rajan@panchayat.example')
})

test('the seat has an address of its own, which comes first; without it notices go to the holder again', async () => {
  await page.goto(`${portal.url}/seats/${encodeURIComponent('DP-IDK/SEC')}`)
  await change().click()
  await save('secretary@dp-idk.example')
  await page.getByText('The mail address of Secretary was set.').waitFor()
  await page.getByText('secretary@dp-idk.example').waitFor()
  expect(await addressOf('DP-IDK/SEC')).toBe('secretary@dp-idk.example')
  await expectSound()
  await change().click()
  await save('')
  await page.getByText('Secretary has no mail address any more.').waitFor()
  expect(await addressOf('DP-IDK/SEC')).toBe('rajan@panchayat.example')
})

test('what somebody else has changed meanwhile is not overwritten', async () => {
  await change().click()
  const { repositories } = portal.world
  const [seat] = (await repositories.seats.byIds(['DP-IDK/SEC'])).values()
  await repositories.seats.save([{ ...seat!, email: 'other@dp-idk.example', version: seat!.version + 1 }])
  await save('mine@dp-idk.example')
  await sheet().getByText('Somebody has changed it meanwhile.').waitFor()
  await sheet().getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('other@dp-idk.example').waitFor()
})

test('whoever may not change them sees no such button', async () => {
  await signIn('usha')
  expect(await change().count()).toBe(0)
  await page.getByRole('link', { name: 'Rajan P.' }).click()
  await page.getByRole('heading', { level: 1, name: 'Rajan P.' }).waitFor()
  await page.getByText('rajan@panchayat.example').waitFor()
  expect(await change().count()).toBe(0)
})
