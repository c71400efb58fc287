// The calendar and the service levels in the portal: every officer sees them, and the State's administrator changes them.

import type { BrowserContext, Page } from 'playwright-core'
import type { Holiday } from '../../../domain/common/clock/calendar'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { hashPassword } from '../../../secrets/passwords'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

const today = () => dayInKerala(new Date())
let portal: Portal
let context: BrowserContext
let page: Page

async function expectSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

const sheet = () => page.getByRole('dialog')
const send = (name: string) => sheet().getByRole('button', { name, exact: true }).click()

async function signIn(login: string): Promise<{ context: BrowserContext; page: Page }> {
  const opened = await portal.open()
  await opened.page.goto(`${portal.url}/calendars`)
  await enterLogin(opened.page, login)
  await opened.page.getByRole('table', { name: 'August' }).waitFor()
  return opened
}

beforeAll(async () => {
  portal = await openPortal()
  await seedLocalBodies(portal.world.repositories, await hashPassword(PASSWORD))
  ;({ context, page } = await signIn('devika'))
})

afterAll(async () => {
  await context.close()
  await portal.close()
})

const year = Number(today().slice(0, 4)) + 1
const calendars = () => portal.world.repositories.calendars
const changeBehind = async (holidays: Holiday[]) => {
  const { version } = (await calendars().byId('state'))!
  const note = { what: 'calendar-changed', actor: { kind: 'kcs' }, at: new Date() } as const
  const years = [{ year, holidays, source: 'G.O.(P) No.1/GAD', provisional: true }]
  await calendars().change('state', version, (one) => ({ ...one, years }), note)
}
const toCalendar = async (of: Page) => {
  await of.goto(`${portal.url}/calendars?year=${year}`)
  await of.getByRole('table', { name: 'August' }).waitFor()
}
const onam = { date: `${year}-08-27`, name: 'Onam', nameMl: 'ഓണം', kind: 'public' as const, mayShift: true }

test('every officer sees the year of the calendar: months, holidays by kind, and what is not to be relied on', async () => {
  await changeBehind([onam, { ...onam, date: `${year}-03-04`, name: 'Jayanti', kind: 'restricted' }])
  const head = await signIn('rajan')
  await toCalendar(head.page)
  await head.page.getByText(`The holidays of ${year} are provisional`).waitFor()
  await head.page.getByText('Office hours 10:15 to 17:15. From: G.O.(P) No.1/GAD.').waitFor()
  const cell = head.page.getByRole('table', { name: 'August' }).getByRole('cell', { name: /^27/ })
  expect(await cell.getAttribute('title')).toMatch(/27 August: Holiday, Onam$/)
  expect(
    await head.page
      .getByRole('table', { name: 'March' })
      .getByText(/Jayanti/)
      .count(),
  ).toBe(1)
  expect(await head.page.getByRole('button', { name: 'Add a holiday' }).count()).toBe(0)
  await head.context.close()
})

test('a change of the calendar that somebody else was faster with is told, and goes in once it is made anew', async () => {
  await toCalendar(page)
  await expectSound()
  const add = async () => {
    await page.getByRole('button', { name: 'Add a holiday' }).click()
    await sheet().getByLabel('Day', { exact: true }).fill(`${year}-12-24`)
    await sheet().getByLabel('Kind').selectOption({ label: 'Half day' })
    await sheet().getByLabel('Name', { exact: true }).fill('Christmas Eve')
  }
  await page.getByRole('button', { name: 'Add a holiday' }).click()
  await send('Add a holiday')
  await sheet().getByText('Choose a day from tomorrow on.').waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await add()
  await changeBehind([onam])
  await send('Add a holiday')
  await sheet().getByText('Somebody has changed it meanwhile.').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Jayanti').first().waitFor({ state: 'detached' })
  await add()
  await send('Add a holiday')
  await page.getByText('Christmas Eve was added.').waitFor()
  await page.getByRole('row', { name: /Christmas Eve.*Half day, until 13:15/ }).waitFor()
  await page
    .getByRole('row', { name: /Christmas Eve/ })
    .getByRole('button', { name: /^Remove/ })
    .click()
  await send('Remove')
  await page.getByText('Christmas Eve was removed.').waitFor()
  expect((await calendars().byId('state'))?.years[0]?.holidays).toEqual([onam])
})

test('a closure is declared for today with its reason, and may be made to last', async () => {
  await page.goto(`${portal.url}/calendars`)
  await page.getByRole('button', { name: 'Declare a closure' }).click()
  await sheet().getByLabel('Name', { exact: true }).fill('Hartal')
  await send('Declare a closure')
  await sheet().getByText('Enter whose order it is.').waitFor()
  await sheet().getByLabel('By whose order').fill('District Collector, Idukki')
  await sheet().getByLabel('Districts').fill('Idukki, Ernakulam')
  await send('Declare a closure')
  await page.getByText('Hartal: the closure was declared.').waitFor()
  await page.getByRole('button', { name: /^Another end/ }).click()
  const later = dayInKerala(new Date(Date.now() + 5 * 86_400_000))
  await sheet().getByLabel('Work again on').fill(later)
  await send('Another end')
  await page.getByText('Hartal: the end was changed.').waitFor()
  expect((await calendars().byId('state'))?.closures).toMatchObject([
    { reason: 'hartal', until: later, by: 'District Collector, Idukki', districts: ['Idukki', 'Ernakulam'] },
  ])
  await expectSound()
})

test('the calendar speaks Malayalam and fits a phone', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${portal.url}/calendars?year=${year}`)
  await page.getByRole('table', { name: 'ഓഗസ്റ്റ്' }).waitFor()
  await page.getByText('ഓണം').first().waitFor()
  await expectSound()
})

const toLevels = async (of: Page) => {
  await of.goto(`${portal.url}/service-levels`)
  await of.getByRole('row', { name: /general, version 1/ }).waitFor()
}

test('a service level is set, tried, changed and ended; two for the same letters are refused', async () => {
  await page.setViewportSize({ width: 1280, height: 860 })
  await page.getByRole('button', { name: 'English' }).click()
  await toLevels(page)
  await expectSound()
  await page.getByRole('button', { name: 'Set a new level' }).click()
  await send('Save')
  await sheet().getByText('Enter a short name of letters A to Z, digits and hyphens.').waitFor()
  await expectSound()
  await sheet().getByLabel('Short name').fill('urgent')
  await sheet().getByLabel('Name', { exact: true }).fill('Urgent letters')
  await sheet().getByLabel('Name in Malayalam').fill('അടിയന്തര കത്തുകൾ')
  await sheet().getByLabel('Acknowledge', { exact: true }).fill('1')
  await sheet().getByRole('spinbutton', { name: 'Reply' }).fill('5')
  // Without a condition it is for the letters of the general level.
  await send('Save')
  await sheet().getByText('Another service level names the same conditions').waitFor()
  await sheet().getByText('Priority: any').click()
  await sheet().getByRole('checkbox', { name: 'Urgent' }).check()
  await send('Save')
  await page.getByText('Urgent letters was saved.').waitFor()
  await page
    .getByRole('row', { name: /urgent, version 1.*Priority: Urgent.*Reply: 5 working days/s })
    .waitFor()

  await page.getByLabel('Urgency').selectOption({ label: 'Urgent' })
  await page.getByRole('button', { name: 'Show its times' }).click()
  await page.getByText('Urgent letters holds (urgent, version 1).').waitFor()
  await page
    .getByText('It goes before the level general, which fits too: it names more conditions.')
    .waitFor()
  await page.getByText(/^An acknowledgement slip would promise: done by /).waitFor()
  await expectSound()

  const row = page.getByRole('row', { name: /urgent, version/ })
  await row.getByRole('button', { name: /^Change/ }).click()
  await sheet().getByRole('spinbutton', { name: 'Reply' }).fill('3')
  await send('Save')
  await page.getByRole('row', { name: /urgent, version 2.*Reply: 3 working days/s }).waitFor()
  await row.getByText('What it said before (1)').click()
  await row.getByText('Reply: 5 working days').waitFor()
  await row.getByRole('button', { name: /^End/ }).click()
  await send('End')
  await page.getByText('Urgent letters ends.').waitFor()
  expect(await portal.world.repositories.serviceLevels.byId('urgent')).toMatchObject({
    version: 3,
    terms: { acknowledge: { amount: 1, unit: 'working-days' }, reply: { amount: 3, unit: 'working-days' } },
  })
})

test('every officer sees the service levels, in Malayalam and on a phone, and changes none', async () => {
  const head = await signIn('rajan')
  await toLevels(head.page)
  expect(await head.page.getByRole('button', { name: /Set a new level|^Change|^End/ }).count()).toBe(0)
  await head.context.close()
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${portal.url}/service-levels`)
  await page.getByText('എല്ലാ കത്തുകളും').first().waitFor()
  await page.getByText('കൈപ്പറ്റൽ: 48 മണിക്കൂർ').waitFor()
  await page.getByRole('button', { name: 'സമയം കാണിക്കുക' }).click()
  await page.getByText('ഇതിൽ ഉപാധികളില്ല', { exact: false }).waitFor()
  await expectSound()
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
