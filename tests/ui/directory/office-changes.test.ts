// An administrator changes offices in the portal: enters one, moves, merges, splits, and sets how letters reach one.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import type { Client } from '../../support/api-client'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let admin: Client
let context: BrowserContext
let page: Page

async function expectSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

const sheet = () => page.getByRole('dialog')
const act = (name: string) =>
  page.getByRole('group', { name: 'Changing this office' }).getByRole('button', { name }).click()
const send = (name: string) => sheet().getByRole('button', { name, exact: true }).click()
const card = (name: string) => page.getByRole('article', { name })
const tree = () => page.getByRole('navigation', { name: 'Offices of the State' })
const officeNow = (code: string) => portal.world.repositories.offices.byCode(code)

async function choose(label: string, words: string, name: RegExp): Promise<void> {
  await sheet().getByRole('combobox', { name: label }).fill(words)
  await page.getByRole('option', { name }).click()
}

async function toOffice(code: string, name: string): Promise<void> {
  await page.goto(`${portal.url}/directory/${code}`)
  await card(name).waitFor()
}

async function signIn(login: string): Promise<{ context: BrowserContext; page: Page }> {
  const opened = await portal.open()
  await opened.page.goto(`${portal.url}/directory/DP-IDK`)
  await enterLogin(opened.page, login)
  await opened.page.getByRole('article', { name: 'Idukki District Panchayat' }).waitFor()
  return opened
}

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  admin = await portal.officer('devika')
  ;({ context, page } = await signIn('devika'))
})

afterAll(async () => {
  await context.close()
  await portal.close()
})

test('who administers the office may change it as it is now; a head of office, and a past day, show no such buttons', async () => {
  const acts = page.getByRole('group', { name: 'Changing this office' })
  await acts.waitFor()
  expect(await acts.getByRole('button').allInnerTexts()).toEqual([
    'Enter an office below',
    'Move',
    'Merge or split',
    'Delivery profile from a date',
  ])
  await expectSound()
  await page.getByLabel('As of').fill('2024-01-31')
  await acts.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Today' }).click()
  await acts.waitFor()
  const head = await signIn('rajan')
  expect(await head.page.getByRole('group', { name: 'Changing this office' }).count()).toBe(0)
  await head.context.close()
})

test('an office needs a code that is free, and a name', async () => {
  await act('Enter an office below')
  await send('Enter the office')
  await sheet()
    .getByText('Enter a code of letters A to Z, digits, full stop, hyphen or underscore.')
    .waitFor()
  await sheet().getByText('Enter the name.').waitFor()
  await expectSound()
  await sheet().getByLabel('Code').fill('GP-ADI')
  await sheet().getByLabel('Name in English').fill('Kokkayar Grama Panchayat')
  await send('Enter the office')
  await page.locator('#enter-code-fault', { hasText: 'There is one of this name already.' }).waitFor()
  await page.locator('#enter-code:focus').waitFor()
})

test('the new office comes with the seat of its head, and card and tree show it', async () => {
  await sheet().getByLabel('Code').fill('GP-KKR')
  await sheet().getByLabel('Name in Malayalam').fill('കൊക്കയാർ ഗ്രാമപഞ്ചായത്ത്')
  await sheet().getByLabel('Kind').selectOption({ label: 'Grama panchayat' })
  await sheet().getByLabel('Designation of its head').fill('Secretary')
  await sheet().getByLabel('The designation in Malayalam').fill('സെക്രട്ടറി')
  await send('Enter the office')
  await page.getByText('Kokkayar Grama Panchayat was entered.').waitFor()
  await card('Kokkayar Grama Panchayat').getByRole('link', { name: 'Secretary' }).waitFor()
  await tree().getByRole('link', { name: 'Kokkayar Grama Panchayat' }).waitFor()
  expect(await officeNow('GP-KKR')).toMatchObject({
    parent: 'DP-IDK',
    kind: 'grama-panchayat',
    department: 'Local Self Government',
    district: 'Idukki',
    inwardSeat: 'GP-KKR/HEAD',
  })
  const seats = await portal.world.repositories.seats.byIds(['GP-KKR/HEAD'])
  expect(seats.get('GP-KKR/HEAD')).toMatchObject({ role: 'head', designationMl: 'സെക്രട്ടറി' })
  await expectSound()
})

test('an office is not moved below one of its own; to another place it goes, and the tree follows', async () => {
  await toOffice('DP-IDK', 'Idukki District Panchayat')
  await act('Move')
  await send('Move')
  await sheet().getByText('Choose an office from the list.').waitFor()
  await choose('Office above it', 'adimali', /^Adimali/)
  await send('Move')
  await sheet().getByText('An office cannot come to stand below itself.').waitFor()
  await expectSound()
  await send('Cancel')
  await toOffice('GP-MRY', 'Marayoor Grama Panchayat')
  await act('Move')
  await choose('Office above it', 'LSGD', /^Local Self Government/)
  await send('Move')
  await page.getByText('Marayoor Grama Panchayat was moved.').waitFor()
  const above = card('Marayoor Grama Panchayat').getByRole('navigation', { name: 'Offices above' })
  await above.getByRole('link', { name: 'Idukki District Panchayat' }).waitFor({ state: 'detached' })
  expect(await above.getByRole('link').allInnerTexts()).toEqual(['Local Self Government Department'])
  await tree().getByRole('button', { name: 'Local Self Government Department: 2 below' }).waitFor()
})

test('a change made on a card that is old by now is refused in words', async () => {
  await act('Move')
  const etag = String((await admin.get('/v1/offices/GP-MRY')).headers.get('etag'))
  await admin.call('PATCH', '/v1/offices/GP-MRY', { phone: '04865 252000' }, { 'if-match': etag })
  await sheet().getByLabel('To the top, below no other office').check()
  await send('Move')
  await sheet().getByText('Somebody has changed it meanwhile.').waitFor()
  await send('Cancel')
  await card('Marayoor Grama Panchayat').getByText('04865 252000').waitFor()
  await act('Move')
  await sheet().getByLabel('To the top, below no other office').check()
  await send('Move')
  await page.getByText('Marayoor Grama Panchayat was moved.').waitFor()
  expect((await officeNow('GP-MRY'))?.parent).toBeNull()
})

test('an office is split from a day on that is still to come; the first of its successors takes the letters', async () => {
  await act('Merge or split')
  await sheet().getByLabel('What happens to the office').selectOption('split')
  await choose('Add an office', 'adimali', /^Adimali/)
  await sheet().getByLabel('From the beginning of a day').first().check()
  await sheet().locator('#succession-at').fill('2020-01-01')
  await send('Split')
  await sheet().getByText('Choose two or more offices.').waitFor()
  await sheet().getByText('Choose a day after today.').waitFor()
  await expectSound()
  await choose('Add an office', 'kokkayar', /^Kokkayar/)
  await sheet().locator('#succession-at').fill('2099-04-01')
  expect(await sheet().getByRole('listitem').first().innerText()).toMatch(/Adimali[\s\S]*takes the letters/)
  await send('Split')
  await card('Marayoor Grama Panchayat').getByText('Split on 1 Apr 2099.').waitFor()
  expect((await officeNow('GP-MRY'))?.succession).toEqual({
    kind: 'split',
    into: ['GP-ADI', 'GP-KKR'],
    at: new Date('2099-03-31T18:30:00Z'),
  })
})

test('an office merged now shows its successor at once, and is not merged again', async () => {
  await toOffice('GP-KKR', 'Kokkayar Grama Panchayat')
  await act('Merge or split')
  await choose('Office that takes its place', 'adimali', /^Adimali/)
  await send('Merge')
  const kokkayar = card('Kokkayar Grama Panchayat')
  await kokkayar.getByText(/^Merged on/).waitFor()
  await kokkayar.getByRole('link', { name: 'GP-ADI' }).waitFor()
  expect(await page.getByRole('button', { name: 'Merge or split' }).count()).toBe(0)
})

test('a delivery profile holds from its day on, its ways in order; what the office takes stays as it was', async () => {
  const accepts = { kinds: ['circular'], maxDocuments: 3 }
  await admin.call('PUT', '/v1/offices/GP-ADI/profile', { ways: [{ system: 'ilgms' }], accepts })
  await toOffice('GP-ADI', 'Adimali Grama Panchayat')
  await act('Delivery profile from a date')
  await sheet().getByRole('button', { name: 'Add a way' }).click()
  await sheet().getByLabel('Way 2: system').selectOption({ label: 'e-Office' })
  await sheet().getByLabel('Way 2: endpoint').fill('no-such')
  await sheet().getByRole('button', { name: 'Try way 2 earlier' }).click()
  await sheet().getByLabel('From the beginning of a day').first().check()
  await sheet().locator('#profile-from').fill('2099-01-01')
  await send('Save')
  await sheet().getByText('There is no such endpoint of this system.').waitFor()
  await expectSound()
  await sheet().getByLabel('Way 1: endpoint').fill('')
  await sheet().getByLabel('How long letters wait at a way that is down').selectOption({ label: '72 hours' })
  await sheet().getByLabel('If none can be gone').selectOption({ label: 'Print and post' })
  await send('Save')
  await page.getByText('How letters reach Adimali Grama Panchayat is set.').waitFor()
  expect((await officeNow('GP-ADI'))?.profiles.at(-1)).toEqual({
    from: new Date('2098-12-31T18:30:00Z'),
    ways: [
      { system: 'eoffice', endpoint: null },
      { system: 'ilgms', endpoint: null },
    ],
    taking: null,
    accepts,
    fallback: 'print',
    nextWayAfterSeconds: 259_200,
  })
})

test('a profile from now on shows on the card at once', async () => {
  await act('Delivery profile from a date')
  await sheet().getByRole('button', { name: 'Remove way 1' }).click()
  await send('Save')
  await sheet().getByText('Add at least one way.').waitFor()
  await sheet().getByRole('button', { name: 'Add a way' }).click()
  await send('Save')
  const ways = card('Adimali Grama Panchayat').locator('.ways')
  await ways.getByText('ILGMS').waitFor({ state: 'detached' })
  expect(await ways.innerText()).toMatch(/^KCS agent application\s+Reachable/)
})

test('sheets and card speak Malayalam and fit a phone', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  const acts = page.getByRole('group', { name: 'ഈ ഓഫീസിൽ മാറ്റം വരുത്തുക' }).getByRole('button')
  for (const index of [0, 1, 2, 3]) {
    await acts.nth(index).click()
    await sheet().waitFor()
    await expectSound()
    await page.getByRole('button', { name: 'റദ്ദാക്കുക' }).click()
    await sheet().waitFor({ state: 'detached' })
  }
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
