// The first sign-in in the portal: an employee comes with number and one-time code, and leaves with an account.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import type { Client } from '../../support/api-client'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let admin: Client
let context: BrowserContext
let page: Page
let code: string

async function expectSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

const field = (label: string) => page.getByLabel(label, { exact: true })
const open = () => page.getByRole('button', { name: 'Open the account' }).click()

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  admin = await portal.officer('devika')
  await admin.post('/v1/employees', { pen: '712345', name: 'Leela M.' })
  await admin.post('/v1/employees/712345/join', { seat: 'GP-ADI/TAPAL' })
  code = String((await admin.post('/v1/employees/712345/sign-in-code')).at('/code'))
  ;({ context, page } = await portal.open())
})

afterAll(async () => {
  await context.close()
  await portal.close()
})

test('the sign-in page leads to it', async () => {
  await page.goto(portal.url)
  await page.getByRole('link', { name: 'First time here? Open your account' }).click()
  await page.getByRole('heading', { level: 1, name: 'First sign-in' }).waitFor()
  await expectSound()
})

test('what is missing is told at each field, and the first of them has the focus', async () => {
  await open()
  for (const fault of [
    'Enter your PEN as it stands in your papers.',
    'Enter the code you were given.',
    'Choose a login of 3 to 60 letters and digits; dot, hyphen and underscore may stand inside.',
    'Choose a password of at least 12 characters.',
  ])
    await page.getByText(fault).waitFor()
  await page.locator('#first-pen:focus').waitFor()
  await expectSound()
})

test('the password is typed twice alike, and can be shown', async () => {
  await field('PEN').fill('712345')
  await field('One-time code').fill('00000-00000')
  await field('Login').fill('devika')
  await field('Password').fill('leela likes letters')
  await field('The same password again').fill('leela likes lettuce')
  await open()
  await page.getByText('This is not the same password.').waitFor()
  await page.getByLabel('Show password').check()
  expect(await field('The same password again').getAttribute('type')).toBe('text')
  await field('The same password again').fill('leela likes letters')
})

test('a wrong code is told at the code, and goes away when another is typed', async () => {
  await open()
  const wrong = page.locator('#first-code-fault', { hasText: 'PEN or code is wrong' })
  await wrong.waitFor()
  expect(await field('One-time code').getAttribute('aria-invalid')).toBe('true')
  await field('One-time code').fill(` ${code.toLowerCase().replace('-', '')}`)
  expect(await wrong.count()).toBe(0)
})

test('a login that is taken is told at the login, and the code still serves', async () => {
  await open()
  await page.locator('#first-login-fault', { hasText: 'This login is taken.' }).waitFor()
  await field('Login').fill('leela')
})

test('the page speaks Malayalam and fits a phone, and keeps what was typed', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('heading', { level: 1, name: 'ആദ്യ പ്രവേശനം' }).waitFor()
  expect(await field('ലോഗിൻ').inputValue()).toBe('leela')
  await expectSound()
})

test('the account opens, straight into the inbox of the seat, in the language it was opened in', async () => {
  await page.getByRole('button', { name: 'അക്കൗണ്ട് തുറക്കുക' }).click()
  await page.getByRole('heading', { level: 1, name: 'ഇൻബോക്സ്' }).waitFor()
  expect(await page.locator('.seat-name').innerText()).toContain('അടിമാലി ഗ്രാമപഞ്ചായത്ത്')
  const account = await portal.world.repositories.accounts.byLogin('leela')
  expect(account).toMatchObject({ employee: '712345', language: 'ml' })
})

test('who has an account is led on to the inbox, and gets no second code', async () => {
  await page.goto(`${portal.url}/first-sign-in`)
  await page.waitForURL(/\/inbox$/)
  expect((await admin.post('/v1/employees/712345/sign-in-code')).at('/code')).toBe('signed-in-before')
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
