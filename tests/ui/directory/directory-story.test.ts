// The directory in the portal: offices and seats looked up, brought as a file, gathered into groups, written to.

import type { BrowserContext, Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

const HEADER = 'code,name,name_ml,kind,department,district,parent,system'
const BAD = `${HEADER}
GP-NEW,Kokkayar Grama Panchayat,കൊക്കയാർ ഗ്രാമപഞ്ചായത്ത്,grama-panchayat,Local Self Government,Idukki,DP-IDK,ilgms
GP-LOST,Lost Grama Panchayat,,grama-panchayat,Local Self Government,Idukki,DP-NONE,
`
const GOOD = BAD.split('\n').slice(0, 2).join('\r\n')

let portal: Portal
let context: BrowserContext
let page: Page

/** The page has no fault that axe can see, and does not scroll sideways. */
async function expectSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

const file = (text: string) => ({ name: 'offices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  ;({ context, page } = await portal.open())
  await page.goto(`${portal.url}/directory`)
  await enterLogin(page, 'devika')
  await page.getByRole('heading', { level: 1, name: 'Directory' }).waitFor()
})

afterAll(async () => {
  await context.close()
  await portal.close()
})

test('the tree opens by the keyboard, level by level, down to the card of an office', async () => {
  const department = page.getByRole('link', { name: 'Local Self Government Department' })
  await department.focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('link', { name: 'Idukki District Panchayat' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('link', { name: 'Adimali Grama Panchayat' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const card = page.getByRole('article', { name: 'Adimali Grama Panchayat' })
  await card.waitFor()
  const above = card.getByRole('navigation', { name: 'Offices above' })
  expect(await above.getByRole('link').allInnerTexts()).toEqual([
    'Local Self Government Department',
    'Idukki District Panchayat',
  ])
  await expectSound()
})

test('the card tells by which way letters go and why, and how the ways are', async () => {
  const text = await page.getByRole('article', { name: 'Adimali Grama Panchayat' }).innerText()
  expect(text).toContain('Letters go by: KCS agent application')
  expect(text).toContain('No address of ILGMS is registered')
  expect(text).toContain('Not connected')
  expect(text).toContain('അടിമാലി ഗ്രാമപഞ്ചായത്ത്')
})

test('a seat is found by the beginning of its words, with who acts for it and who held it before', async () => {
  await page.getByRole('combobox', { name: 'Find an office or a seat' }).fill('secr idukki')
  await page
    .getByRole('option', { name: /^Secretary/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Secretary' }).waitFor()
  await page.getByText('Usha K.').waitFor()
  const text = await page.locator('main').innerText()
  expect(text).toMatch(/Who acts\s+Rajan P\.\s+Holds the seat/)
  expect(text).toMatch(/Rajan P\.\s+regular[\s\S]*Usha K\.\s+regular[\s\S]*transferred/)
  await expectSound()
})

test('as of an earlier day the seat shows who acted then', async () => {
  await page.getByLabel('As of').fill('2024-01-31')
  await page.locator('.seat-holder', { hasText: 'Usha K.' }).waitFor()
  await page.getByRole('button', { name: 'Today' }).click()
  await page.locator('.seat-holder', { hasText: 'Rajan P.' }).waitFor()
})

test('a vacant seat shows whose duty it is meanwhile', async () => {
  await page.goto(`${portal.url}/directory/DP-IDK`)
  const row = page.getByRole('row', { name: /^Clerk/ })
  await row.waitFor()
  expect(await row.innerText()).toContain('The seat is vacant: the seat above, DP-IDK/SEC, acts')
})

test('an import shows every bad row with its remedy, and writes nothing before one says so', async () => {
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByLabel('File').setInputFiles(file(BAD))
  await page.getByRole('button', { name: 'Show the differences' }).click()
  const bad = page.getByRole('table', { name: 'Rows that are wrong' })
  await bad.waitFor()
  expect(await bad.innerText()).toMatch(/Line 3\s+parent\s+DP-NONE/)
  await page.getByText('Put the rows below right').waitFor()
  expect(await page.getByRole('button', { name: /^Write/ }).count()).toBe(0)
  await expectSound()
})

test('the file put right is written after its differences were shown, and a second time changes nothing', async () => {
  const look = page.getByRole('button', { name: 'Show the differences' })
  await page.getByLabel('File').setInputFiles(file(GOOD))
  await look.click()
  const differences = page.getByRole('table', { name: 'Differences' })
  await differences.waitFor()
  expect(await differences.innerText()).toMatch(/Added\s+GP-NEW[\s\S]*Kokkayar Grama Panchayat/)
  await page.getByRole('button', { name: 'Write 1 change' }).click()
  await page.getByText('1 change was written.').waitFor()
  await look.click()
  await page.getByText('The directory holds all of this already.').waitFor()
})

test('a group is made by conditions and lists whom a letter to it would reach', async () => {
  await page.getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('button', { name: 'Make a group' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Fill in at least one condition or code.').waitFor()
  await expectSound()
  await page.getByLabel('Name in English').fill('Grama panchayats of Idukki')
  await page.getByLabel('Short name').fill('gp-idukki')
  await page.getByLabel('Kinds of offices').fill('grama-panchayat')
  await page.getByLabel('Districts').fill('Idukki')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Grama panchayats of Idukki' }).waitFor()
  const members = page.getByRole('table', { name: 'Members' })
  await members.waitFor()
  expect(await members.getByRole('row').count()).toBe(4)
  expect(await page.locator('main').innerText()).toContain('of the kind Grama panchayat; in Idukki')
  await expectSound()
})

test('recipients are found by name, in the tree, as a group and by codes; unknown codes are shown', async () => {
  await page.getByRole('link', { name: 'New letter' }).click()
  await page.getByRole('button', { name: 'Choose a group' }).click()
  await page.getByRole('button', { name: 'Add Grama panchayats of Idukki' }).click()
  await page.getByText('Group, reaches 3 offices today').waitFor()
  await page.getByRole('button', { name: 'Choose from the tree' }).click()
  await page.getByRole('button', { name: /^Local Self Government Department: / }).click()
  await page.getByRole('button', { name: /^Idukki District Panchayat Add/ }).click()
  await page.getByRole('button', { name: 'Paste codes' }).click()
  await page.getByLabel('Codes of offices').fill('LSGD, NO-SUCH\nITD')
  await page.getByRole('button', { name: 'Add 3 codes' }).click()
  await page.getByText('No office has this code. It was not added.').waitFor()
  expect(await page.getByLabel('Codes of offices').inputValue()).toBe('NO-SUCH')
  await page.getByText('6 recipients', { exact: true }).waitFor()
  await expectSound()
})

test('the routes show seat, way and reasons for each recipient, and go away when the letter changes', async () => {
  await page.getByRole('button', { name: 'Show the routes' }).click()
  const routes = page.getByRole('table', { name: 'Route' })
  await routes.waitFor()
  const text = await routes.innerText()
  expect(text).toContain('Member of the group gp-idukki')
  expect(text).toContain('No address of ILGMS is registered')
  expect(await routes.getByRole('row').count()).toBe(7)
  await expectSound()
  await page.getByLabel('Subject').fill('Another letter')
  await routes.waitFor({ state: 'detached' })
})

test('each page speaks Malayalam and fits a phone', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of [
      '/directory',
      '/directory/GP-ADI',
      '/seats/DP-IDK%2FSEC',
      '/groups',
      '/groups/gp-idukki',
      '/import',
    ]) {
      await page.goto(`${portal.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByText('ലഭ്യമാക്കുന്നു…').first().waitFor({ state: 'detached' })
      await expectSound()
    }
  }
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
