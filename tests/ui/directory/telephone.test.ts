// The telephone of an employee is set by who may; by which channels it is told the employee chooses alone.

import type { Page } from 'playwright-core'
import { hashPassword } from '../../../secrets/passwords'
import { contactsFor } from '../../../services/letters/notice/contacts'
import { axeFindings, overflow } from '../support/accessibility'
import { seedLocalBodies } from '../support/local-bodies'
import { enterLogin, openPortal, PASSWORD, type Portal } from '../support/portal'

let portal: Portal
let page: Page

async function expectSound(name: string): Promise<void> {
  for (const [width, height] of [
    [1280, 860],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `.local/test/${name}-${width}.png`, fullPage: true })
  }
}

const sheet = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name })
const save = () => sheet().getByRole('button', { name: 'Save' }).click()
const contact = async () => {
  const contacts = await contactsFor(portal.world, [{ seat: 'DP-IDK/SEC' }], new Date())
  const { phone = '', whatsapp = '' } = contacts({ seat: 'DP-IDK/SEC' })[0] ?? {}
  return { phone, whatsapp }
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
})

afterAll(() => portal.close())

test('an administrator sets the telephone of an employee, which is kept as it is dialled from anywhere; the choice is not theirs', async () => {
  await signIn('devika')
  await page.getByRole('link', { name: 'Rajan P.' }).click()
  await page.getByRole('heading', { level: 1, name: 'Rajan P.' }).waitFor()
  await button('Change telephone').click()
  await sheet().getByLabel('Phone').fill('98470')
  await save()
  await sheet().getByText('Enter a telephone number such as').waitFor()
  await page.locator('#phone-phone:focus').waitFor()
  await sheet().getByLabel('Phone').fill('098470 12345')
  await expectSound('telephone-sheet')
  await save()
  await page.getByText('The telephone of Rajan P. was set.').waitFor()
  await page.getByText('+919847012345').waitFor()
  expect(await contact()).toEqual({ phone: '+919847012345', whatsapp: '' })
  expect(await button('Choose channels').count()).toBe(0)
})

test('an employee reaches the own choice from the notices, agrees to WhatsApp, and takes that back', async () => {
  await signIn('rajan')
  await page.goto(`${portal.url}/notices`)
  await page.getByRole('link', { name: 'Choose what reaches your telephone' }).click()
  await page.getByRole('heading', { level: 2, name: 'Notices on my telephone' }).waitFor()
  await expectSound('choice')
  await button('Choose channels').click()
  await sheet().getByLabel('Tell me by SMS').uncheck()
  await sheet().getByLabel('Tell me by WhatsApp').check()
  await expectSound('choice-sheet')
  await save()
  await page.getByText('Your choice is kept.').waitFor()
  await page.getByText('what presses, agreed on').waitFor()
  expect(await contact()).toEqual({ phone: '', whatsapp: '+919847012345' })
  await button('Choose channels').click()
  await sheet().getByLabel('Tell me by WhatsApp').uncheck()
  await save()
  await sheet().waitFor({ state: 'detached' })
  expect(await contact()).toEqual({ phone: '', whatsapp: '' })
})

test('where no number is known the sheet says what to do; all of it speaks Malayalam', async () => {
  const { employees } = portal.world.repositories
  const pen = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
  const rajan = (await employees.byPen(pen))!
  await employees.save([{ ...rajan, phone: '' }])
  await page.reload()
  await button('Choose channels').click()
  await sheet().getByLabel('Tell me by WhatsApp').check()
  await save()
  await sheet().getByText('Ask the head of your office').waitFor()
  await expectSound('choice-refused')
  await sheet().getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.getByRole('heading', { level: 2, name: 'എന്റെ ഫോണിലെ അറിയിപ്പുകൾ' }).waitFor()
  await button('മാർഗം തിരഞ്ഞെടുക്കുക').click()
  await expectSound('choice-ml')
})
