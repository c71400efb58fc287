// An operator finds what failed, reads every try, and sends it again; phone and desktop, in both languages.

import type { Request } from 'playwright-core'
import { EVERY_LETTER } from '../../../connectors/every-letter'
import { newId } from '../../../process/new-id'
import { until } from '../../support/until'
import { openPortal, type Portal } from '../support/portal'
import { type Desk, expectSound, openDesk, SYSTEM } from './desk-rig'

let portal: Portal
let desk: Desk
let letter: string

const press = (name: string) => desk.press(name)
const because = (reason: string, act: string) => desk.because(reason, act)

beforeAll(async () => {
  portal = await openPortal()
  desk = await openDesk(portal)
  letter = desk.letter
})

afterAll(() => portal?.close())

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

test('of a system stands there what it takes and when it was asked', async () => {
  const { page } = desk
  await page.setViewportSize({ width: 1280, height: 800 })
  const card = page.locator('details', { has: page.getByLabel(`What it takes: ${SYSTEM}`) })
  expect(await card.getByText('Last asked').isVisible()).toBe(false)
  await card.getByLabel('What it takes').click()
  await card.getByText('Last asked').waitFor()
  expect(await card.locator('dl').innerText()).toMatch(/letter, circular[^]*\b3\b/i)
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `.local/test/desk-takes-${width}.png`, fullPage: true })
    await expectSound(page)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await card.getByLabel('What it takes').click()
})

test('a letter opens with its tries; the glass is broken with a reason', async () => {
  const { page } = desk
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: letter }).click()
  await page.locator('#desk-letter:focus').waitFor()
  await press('Break the glass')
  await because('Their people ask which one', 'Break the glass')
  await page.getByText('A private matter').waitFor()
})

test('a system gets its new address with a reason; its row is read again, and not the letters', async () => {
  const { page } = desk
  const asked: string[] = []
  const listen = (request: Request) => void asked.push(request.url().slice(portal.url.length))
  await press(`New address: ${SYSTEM}`)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Address').fill('agent')
  await sheet.getByRole('button', { name: 'New address' }).click()
  await sheet.getByText('Enter the whole address').waitFor()
  await sheet.getByText('Say why').waitFor()
  await expectSound(page)
  await sheet.getByLabel('Address').fill('https://moved.example/kcs')
  await sheet.getByLabel('Reason').fill('They moved')
  page.on('request', listen)
  await sheet.getByRole('button', { name: 'New address' }).click()
  await page.getByText(`${SYSTEM} has its new address.`).waitFor()
  await page.getByRole('table', { name: 'Systems' }).getByText('https://moved.example/kcs').waitFor()
  page.off('request', listen)
  expect(asked).toContain(`/v1/desk/health?endpoint=${SYSTEM}`)
  expect(asked.filter((path) => path.startsWith('/v1/desk/letters'))).toEqual([])
  expect((await portal.world.repositories.endpoints.byId(SYSTEM))?.address).toBe('https://moved.example/kcs')
})

test('a system gets a new secret, which is shown once and nowhere afterwards; the one before counts for the chosen time', async () => {
  const { page } = desk
  await press(`New secret: ${SYSTEM}`)
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('The one before counts too for').selectOption({ label: '72 hours' })
  await sheet.getByRole('button', { name: 'New secret' }).click()
  await sheet.getByText('Say why').waitFor()
  await sheet.getByLabel('Reason').fill('It is a year old')
  await expectSound(page)
  await sheet.getByRole('button', { name: 'New secret' }).click()
  const shown = await sheet.locator('code').innerText()
  expect(shown).toMatch(/^whsec_/)
  await expectSound(page)
  await sheet.getByRole('button', { name: 'Close' }).last().click()
  expect(await page.content()).not.toContain(shown)
  const record = (await portal.world.repositories.endpoints.byId(SYSTEM))!
  expect(record.formerUntil!.getTime() - Date.now()).toBeGreaterThan(71 * 3_600_000)
})

test('a letter that is closed gives the focus back to its row', async () => {
  await press('Close')
  await desk.page.locator(`#desk-show-${letter}:focus`).waitFor()
  expect(await desk.page.locator('#desk-letter').count()).toBe(0)
})

test('a token is what the system has given: it is asked for, and not shown', async () => {
  const { page } = desk
  await press('New secret: eoffice')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('What is set').selectOption('token')
  await sheet.getByLabel('Reason').fill('Theirs has changed')
  await sheet.getByRole('button', { name: 'New secret' }).click()
  await sheet.getByText('Enter what the system has given.').waitFor()
  await sheet.getByLabel('What the system has given', { exact: true }).fill('their-token')
  await sheet.getByRole('button', { name: 'New secret' }).click()
  await sheet.getByText('KCS uses the new one from the next call on.').waitFor()
  expect(await sheet.locator('code').count()).toBe(0)
  await sheet.getByRole('button', { name: 'Close' }).last().click()
})

test('letters are found by state, system, cause, office and age', async () => {
  const { page } = desk
  const row = page.getByRole('button', { name: letter })
  const set = async (label: string, value: string) => {
    await page.getByLabel(label).fill(value)
  }
  await set('Accepted before', '2020-01-01T10:00')
  await page.getByText('No such letter lies at the desk.').waitFor()
  await set('Accepted before', '')
  await row.waitFor()
  await set('What went wrong', 'http-503')
  await row.waitFor({ state: 'detached' })
  await set('What went wrong', 'http-404')
  await row.waitFor()
})

test('all that the conditions find are sent again at a limited rate, and the job stands below with who and why', async () => {
  const { page } = desk
  const all = page.getByRole('group', { name: 'All that these conditions find:' })
  await all.getByRole('button', { name: 'Send again' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('All letters that the conditions find').waitFor()
  await sheet.getByLabel('Speed').selectOption('60')
  await expectSound(page)
  await because('Their line is whole again', 'Send again')
  await page.getByText('Dealt with: 1. Passed over: 0.').waitFor()
  const job = page
    .getByRole('table', { name: 'Jobs' })
    .getByRole('row', { name: /Their line is whole again/ })
  expect(await job.innerText()).toMatch(/http-404[\s\S]*60 letters a minute[\s\S]*watch/)
  await until(async () => (await portal.world.repositories.tapals.byId(letter))?.state === 'delivered', {
    what: 'the letter',
  })
})

test('a job that is under way is stopped with a reason; what is left of it is not done', async () => {
  const { jobs } = portal.world.repositories
  const id = newId(new Date())
  // Its first step is due long after.
  const begun = {
    ...{ id, key: id, act: 'replay' as const, way: null, letters: [letter], filter: null, perMinute: 1 },
    ...{ reason: 'By night', by: 'watch', at: new Date('2090-01-01') },
  }
  await jobs.begin(begun, { what: 'job-replay', actor: { kind: 'kcs' }, at: new Date() })
  await desk.page.reload()
  await press(`Stop: ${id}`)
  await because('Not this night', 'Stop')
  const row = desk.page.getByRole('table', { name: 'Jobs' }).getByRole('row', { name: /By night/ })
  await row.getByText('Stopped').waitFor()
  expect(await row.getByRole('button').count()).toBe(0)
  expect(await jobs.byId(id)).toMatchObject({ state: 'stopped', nextAt: null, done: 0 })
})

test('letters go another way, by the present one of their office or by a chosen one', async () => {
  const { page } = desk
  await desk.fail()
  await page.reload()
  await page.getByRole('button', { name: 'Choose all shown' }).click()
  await page.getByRole('button', { name: 'Send another way (1)' }).click()
  const sheet = page.getByRole('dialog')
  expect(await sheet.getByLabel('By which way').inputValue()).toBe('')
  const { endpoints } = portal.world.repositories
  const { id, address } = (await endpoints.byId('print'))!
  await endpoints.noteAsked({ id, address }, { takes: { ...EVERY_LETTER, kinds: ['circular'] } }, new Date())
  const way = sheet.getByLabel('By which way')
  await way.selectOption('print')
  await sheet.getByLabel('Reason').fill('On paper')
  await sheet.getByRole('button', { name: 'Send another way' }).click()
  await sheet.getByText('does not take letters of this kind').waitFor()
  expect(await way.getAttribute('aria-invalid')).toBe('true')
  await expectSound(page)
  await way.selectOption('')
  expect(await way.getAttribute('aria-invalid')).not.toBe('true')
  await sheet.getByRole('button', { name: 'Cancel' }).click()
})

test('a ticked letter is sent again with a reason', async () => {
  const { page } = desk
  await page.getByLabel(`Choose letter ${letter}`).check()
  await press('Send again (1)')
  await because('It is back', 'Send again')
  await page.getByText('Dealt with: 1. Passed over: 0.').waitFor()
  const job = page.getByRole('table', { name: 'Jobs' }).getByRole('row', { name: /It is back/ })
  await job.getByText('Ended').waitFor()
})

test('one system is paused with a reason and goes on again; without a reason nothing is asked of KCS', async () => {
  const { page } = desk
  const asked: string[] = []
  const listen = (request: Request) => {
    if (request.method() === 'POST') asked.push(request.url().slice(portal.url.length))
  }
  page.on('request', listen)
  const states = async () =>
    (await portal.world.repositories.endpoints.list())
      .filter((one) => one.state === 'paused')
      .map(({ id, reason }) => [id, reason])
  for (const [act, next, path, paused] of [
    ['Pause', 'Resume', 'pause', [[SYSTEM, 'Their cable']]],
    ['Resume', 'Pause', 'resume', []],
  ] as const) {
    asked.length = 0
    await press(`${act}: ${SYSTEM}`)
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: act, exact: true }).click()
    await sheet.getByText('Say why').waitFor()
    expect(asked).toEqual([])
    await because('Their cable', act)
    await page.getByRole('button', { name: `${next}: ${SYSTEM}`, exact: true }).waitFor()
    expect(asked).toEqual([`/v1/endpoints/${SYSTEM}/${path}`])
    expect(await states()).toEqual(paused)
  }
  page.off('request', listen)
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
    await expectSound(page)
    await because('Works on the network', act)
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
