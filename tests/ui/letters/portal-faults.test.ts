// The portal when something goes wrong: nothing is lost, nothing is sent twice, and the user is told what to do.

import type { BrowserContext, Page, Route } from 'playwright-core'
import { until } from '../../support/until'
import { axeFindings } from '../support/accessibility'
import { enterLogin, openPortal, type Portal } from '../support/portal'

const PDF = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

let portal: Portal
let context: BrowserContext
let page: Page

beforeAll(async () => {
  portal = await openPortal()
})

afterAll(() => portal.close())

beforeEach(async () => {
  ;({ context, page } = await portal.open())
})

afterEach(() => context.close())

async function signIn(login: string, path: string): Promise<void> {
  await page.goto(`${portal.url}${path}`)
  await enterLogin(page, login)
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** Fills in a whole letter to the department; it is sent by the button. */
async function write(subject: string): Promise<void> {
  await page.getByLabel('Subject').fill(subject)
  await page.getByLabel('Letter number').fill('IPRD/W/1/2026')
  await page.getByRole('combobox', { name: 'Add an office' }).fill('ITD')
  await page.getByRole('option', { name: /^Electronics/ }).click()
  await page.locator('#documents').setInputFiles(PDF)
  await page.getByText('kB · Uploaded').waitFor()
}

const sent = (subject: string) => portal.world.database.collection('dispatches').countDocuments({ subject })
const dispatches = (url: URL) => url.pathname === '/v1/dispatches'

test('a session that ends while one writes leads back to the same draft after signing in again', async () => {
  await signIn('meera', '/compose')
  await write('Written over lunch')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Your session has ended.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await enterLogin(page, 'meera')
  await page.getByText('Goes to 1 recipient with 1 document.').waitFor()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { level: 1, name: 'Written over lunch' }).waitFor()
  expect(await sent('Written over lunch')).toBe(1)
})

test('a letter whose answer was lost on the way is sent once, however often one tries', async () => {
  await signIn('meera', '/compose')
  await write('The line broke')
  const loseAnswer = async (route: Route): Promise<void> => {
    await route.fetch()
    await route.abort('connectionreset')
  }
  await page.route(dispatches, loseAnswer, { times: 1 })
  await page.getByRole('button', { name: 'Send' }).click()
  await page
    .getByText('No answer came. Check the connection, then try again; nothing is sent twice.')
    .waitFor()
  expect(await sent('The line broke')).toBe(1)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { level: 1, name: 'The line broke' }).waitFor()
  expect(await sent('The line broke')).toBe(1)
})

test('a draft that was changed after it had been sent unseen asks whether it is a new letter', async () => {
  await signIn('meera', '/compose')
  await write('First words')
  await page.route(dispatches, async (route) => (await route.fetch(), route.abort('connectionreset')), {
    times: 1,
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText(/No answer came/).waitFor()
  await page.getByLabel('Subject').fill('Second words')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText(/This draft was already sent as it was before/).waitFor()
  await page.getByRole('button', { name: 'Send as a new letter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Second words' }).waitFor()
  expect([await sent('First words'), await sent('Second words')]).toEqual([1, 1])
})

test('what only the service can know is wrong is shown at its field too', async () => {
  await signIn('meera', '/compose')
  await write('To an office that has gone')
  await portal.world.database
    .collection<{ _id: string }>('offices')
    .updateOne({ _id: 'ITD' }, { $set: { activeUntil: new Date() } })
  try {
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('link', { name: 'This office takes no letters any more.' }).click()
    await page.locator('#recipient-0:focus').waitFor()
    expect(await page.locator('#recipient-0').getAttribute('aria-invalid')).toBe('true')
    expect(await axeFindings(page)).toEqual([])
  } finally {
    await portal.world.database
      .collection<{ _id: string }>('offices')
      .updateOne({ _id: 'ITD' }, { $set: { activeUntil: null } })
  }
})

test('a document that is not what its name says is refused at its place, and can be sent again', async () => {
  await signIn('meera', '/compose')
  await page
    .locator('#documents')
    .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a PDF') })
  await page.getByText('The content is not what the file’s name says.'.replace('’', "'")).waitFor()
  await page.getByRole('button', { name: 'Upload again' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('a service that is not reachable is told in words, and the page is there once it answers', async () => {
  let down = true
  await page.route(
    (url) => url.pathname === '/v1/tapals',
    (route) => (down ? route.fulfill({ status: 503, body: '' }) : route.continue()),
  )
  await signIn('meera', '/inbox')
  await page.getByText('A part of the service is not reachable just now. Try again in a moment.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  down = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('No tapal has come to this seat yet.').waitFor()
})

test('without a connection the page says so and keeps what it has', async () => {
  await signIn('meera', '/sent')
  await page.getByRole('heading', { name: 'Sent letters' }).waitFor()
  await context.setOffline(true)
  await page.getByText('No connection. What you see was loaded earlier').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await context.setOffline(false)
  await page.getByText('No connection.').waitFor({ state: 'detached' })
})

test('an address that leads nowhere, and a tapal of others, are told apart from a fault', async () => {
  await signIn('meera', '/nothing/here')
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await page.goto(`${portal.url}/tapals/01ARZ3NDEKTSV4RRFFQ69G5FAV`)
  await page.getByText('There is no such tapal for your seat.').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('who holds no seat is told so instead of seeing an empty inbox', async () => {
  await signIn('nobody', '/inbox')
  await page.getByText(/You hold no seat at present/).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('a sign-in link that points to another site leads to the inbox instead', async () => {
  for (const to of ['//other.example/', '/\\other.example', 'https://other.example/']) {
    await context.clearCookies()
    await signIn('meera', `/sign-in?to=${encodeURIComponent(to)}`)
    await page.getByRole('heading', { name: 'Inbox' }).waitFor()
    expect(page.url().startsWith(`${portal.url}/inbox`)).toBe(true)
  }
})

test('a tapal taken by the superior meanwhile shows who took it instead of taking it again', async () => {
  const { id } = await portal.letter({
    subject: 'Taken twice',
    recipients: [{ office: 'IPRD', purpose: 'action' }],
  })
  await signIn('meera', '/inbox')
  await page.getByRole('button', { name: 'Acknowledge: Taken twice' }).click()
  const [tapal] = await until(
    async () => {
      const all = await portal.world.repositories.tapals.ofDispatch(id)
      return all.length > 0 ? all : null
    },
    { what: 'the tapal' },
  )
  const other = await portal.officer('meera')
  await other.post(`/v1/tapals/${tapal?.id}/acknowledgement`, { seat: 'IPRD/WEB', diaryNumber: 'FIRST/1' })
  await page.getByLabel('Diary number').fill('SECOND/2')
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByText('The tapal was already acknowledged with another number.').waitFor()
})
