// A working day in the portal, in a real browser before the whole service.

import type { BrowserContext, Page } from 'playwright-core'
import { until } from '../../support/until'
import { axeFindings, overflow } from '../support/accessibility'
import { openPortal, PASSWORD, type Portal } from '../support/portal'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

let portal: Portal
let context: BrowserContext
let page: Page
let tapal: string
let trace: string

/** The page has no fault that axe can see, and does not scroll sideways. */
async function expectSound(): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

beforeAll(async () => {
  portal = await openPortal()
  const letter = await portal.letter({ recipients: [{ office: 'IPRD', purpose: 'action' }] })
  const arrived = await until(
    async () => {
      const [first] = await portal.world.repositories.tapals.ofDispatch(letter.id)
      return first?.state === 'delivered' ? first : null
    },
    { what: 'the letter to lie in the inbox' },
  )
  tapal = arrived.id
  ;({ context, page } = await portal.open())
})

afterAll(() => portal.close())

test('whoever is not signed in comes to the sign-in page, and from there back to the link', async () => {
  await page.goto(`${portal.url}/inbox?view=unread`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectSound()
  await page.getByLabel('Login').fill('meera')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('alert').innerText()).toContain('Login or password is wrong.')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  expect(new URL(page.url()).search).toBe('?view=unread')
})

test('the inbox shows each tapal with its sender, its age, the time left, its holder and its state in words', async () => {
  const row = page.locator('[data-row]')
  await row.first().waitFor()
  expect(await row.count()).toBe(1)
  const text = await row.innerText()
  expect(text).toContain('Setting up of the Kerala State Unified Communication Service (KCS)')
  expect(text).toContain('Electronics & Information Technology Department')
  expect(text).toContain('Delivered')
  expect(text).toMatch(/(1 h|59 min) left/)
  expect(text).toContain('Meera Nair')
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Unread 1' }).waitFor()
  await expectSound()
})

test('the inbox of another seat held is one choice away', async () => {
  await page.getByLabel('Acting as').selectOption({ value: 'IPRD/DD' })
  await page.getByText('No tapal has come to this seat yet.').waitFor()
  await page.getByLabel('Acting as').selectOption({ value: 'IPRD/WEB' })
  await page.locator('[data-row]').waitFor()
})

test('j goes to the next tapal and Enter opens it, with the letter beside its details', async () => {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Setting up/ }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/tapals/${tapal}`)
  const download = page.getByRole('link', { name: /^Download/ }).first()
  const bytes = await (
    await context.request.get(`${portal.url}${await download.getAttribute('href')}`)
  ).body()
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  // The trace of the whole letter belongs to its sender.
  expect(await page.getByRole('link', { name: 'Whole trace of the letter' }).count()).toBe(0)
  await expectSound()
})

test('acknowledging fills in the inward number, and the history says who took it', async () => {
  await page.keyboard.press('a')
  const number = page.getByLabel('Diary number')
  expect(await number.inputValue()).toMatch(/^IPRD\//)
  await expectSound()
  await number.fill('')
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByText('Enter the diary number of your office.').waitFor()
  await number.fill('IPRD/W/42')
  await page.keyboard.press('Enter')
  await page.getByText('Acknowledged with diary number IPRD/W/42.').waitFor()
  await page.getByText('Taken by the holder of the seat').waitFor()
  const history = await page.locator('.history').innerText()
  expect(history).toContain('Meera Nair, Web & New Media Officer')
  const row = await portal.world.repositories.tapals.byId(tapal)
  expect(row?.state).toBe('acknowledged')
  expect(row?.diary?.number).toBe('IPRD/W/42')
})

test('an unfinished letter is not sent: everything that is missing is said at its field at once', async () => {
  await page.getByRole('link', { name: 'New letter' }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('4 things have to be put right').waitFor()
  const subject = page.getByLabel('Subject')
  expect(await subject.getAttribute('aria-invalid')).toBe('true')
  expect(await subject.getAttribute('aria-describedby')).toBe('subject-fault')
  await page.getByRole('link', { name: 'Enter the number of the letter.' }).click()
  await page.locator('#letterNumber:focus').waitFor()
  await expectSound()
})

test('a letter is written to offices found by name, with an uploaded document, and survives a reload of the page', async () => {
  await page.getByLabel('Subject').fill('Report on the publicity for KCS')
  await page.getByLabel('Letter number').fill('IPRD/W/77/2026')
  const picker = page.getByRole('combobox', { name: 'Add an office' })
  await picker.fill('information technology')
  await page.getByRole('option', { name: /^Electronics/ }).click()
  await picker.fill('മിഷൻ')
  await page.getByRole('option', { name: /^Kerala State IT Mission/ }).waitFor()
  await picker.press('Enter')
  await page.getByLabel('Purpose for Kerala State IT Mission').selectOption('information')
  await page.locator('#documents').setInputFiles([
    { name: 'report.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no letter') },
  ])
  await page.getByText('Only PDF, PNG and JPEG are taken.').first().waitFor()
  await page.getByRole('button', { name: 'Remove notes.txt' }).click()
  await page.getByText('kB · Uploaded').waitFor()
  await expectSound()
  await page.reload()
  await page.getByText('Goes to 2 recipients with 1 document.').waitFor()
  expect(await page.getByLabel('Subject').inputValue()).toBe('Report on the publicity for KCS')
})

test('a double click sends the letter once, and leads to its trace', async () => {
  let down = true
  portal.world.connectors.push.answer(() =>
    down ? { kind: 'retry-later', code: 'http-503', inDoubt: false } : { kind: 'delivered' },
  )
  await page.getByRole('button', { name: 'Send' }).dblclick()
  await page.getByRole('heading', { level: 1, name: 'Report on the publicity for KCS' }).waitFor()
  trace = page.url()
  const card = page.locator('.recipient', { hasText: 'Kerala State IT Mission' })
  await card.getByText('Attempt 2 · http-503').waitFor()
  down = false
  await card.locator('.recipient-head').getByText('Delivered').waitFor()
  expect(await card.innerText()).toContain('Filing system (KCS Agent Protocol)')
  const sent = await portal.world.database
    .collection('dispatches')
    .countDocuments({ caller: 'account:meera' })
  expect(sent).toBe(1)
  await expectSound()
})

test('the trace moves while one looks at it, without a reload, and says aloud what moved', async () => {
  await page.evaluate('window.sameDocument = true')
  const card = page.locator('.recipient', { hasText: 'Electronics' })
  await card.locator('.recipient-head').getByText('Delivered').waitFor()
  const anitha = await portal.officer('anitha')
  const inbox = await anitha.get('/v1/tapals?seat=ITD/SO')
  const taken = await anitha.post(`/v1/tapals/${String(inbox.at('/items/0/id'))}/acknowledgement`, {
    seat: 'ITD/SO',
    diaryNumber: 'ITD/D/5',
  })
  expect(taken.status).toBe(200)
  await card.locator('.recipient-head').getByText('Acknowledged').waitFor()
  expect(await card.innerText()).toContain('ITD/D/5')
  await page
    .getByRole('status')
    .getByText(/Department: Acknowledged$/)
    .waitFor()
  await page.getByText('Completed', { exact: true }).first().waitFor()
  expect(await page.evaluate('window.sameDocument')).toBe(true)
  const run = page.getByRole('link', { name: 'Open the run in Temporal Web' })
  expect(await run.getAttribute('href')).toContain('/namespaces/default/workflows/dispatch%3A')
})

test('Sent lists the letter with its recipients by state', async () => {
  await page.getByRole('link', { name: 'Sent', exact: true }).click()
  const row = page.locator('[data-row]', { hasText: 'Report on the publicity for KCS' })
  await row.waitFor()
  expect(await row.innerText()).toMatch(
    /Completed[\s\S]*2 recipients[\s\S]*Delivered\s*1[\s\S]*Acknowledged\s*1/,
  )
  await expectSound()
})

test('a letter on its way can be recalled with a reason', async () => {
  const { id } = await portal.letter({
    sender: { office: 'IPRD', seat: 'IPRD/WEB', holder: 'PEN-meera' },
    subject: 'Sent by mistake',
    recipients: [{ office: 'ITD', purpose: 'action' }],
  })
  await page.goto(`${portal.url}/dispatches/${id}`)
  const card = page.locator('.recipient')
  await card.locator('.recipient-head').getByText('Delivered').waitFor()
  await page.getByRole('button', { name: 'Recall the letter' }).click()
  await page.getByLabel('Reason').fill('Wrong enclosure')
  await page.getByRole('button', { name: 'Recall', exact: true }).click()
  await card.locator('.recipient-head').getByText('Recalled').waitFor()
})

test('a tapal that is not for the office is refused with a reason, and the next one is offered', async () => {
  await portal.letter({ subject: 'For someone else', recipients: [{ office: 'IPRD', purpose: 'action' }] })
  await portal.letter({ subject: 'The one after', recipients: [{ office: 'IPRD', purpose: 'action' }] })
  await page.goto(`${portal.url}/inbox?view=unread`)
  await page.getByRole('link', { name: 'The one after' }).waitFor()
  await page.getByRole('link', { name: 'For someone else' }).click()
  await page.getByRole('heading', { level: 1, name: 'For someone else' }).waitFor()
  await page.getByRole('button', { name: 'Refuse', exact: true }).click()
  await page.getByLabel('Reason').selectOption('not-for-this-office')
  await page.getByLabel('What is to be put right').fill('The IT Mission deals with this.')
  await page.getByRole('combobox', { name: /^Right office/ }).fill('IT Mission')
  await page.getByRole('option', { name: /^Kerala State IT Mission/ }).click()
  await expectSound()
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  await page.getByText('Refused. The sender is told.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'The one after' }).waitFor()
})

test('taking a tapal from the list leaves the focus where the work goes on', async () => {
  await portal.letter({ subject: 'Taken from the list', recipients: [{ office: 'IPRD', purpose: 'action' }] })
  await page.goto(`${portal.url}/inbox?view=unread`)
  await page.getByRole('button', { name: 'Acknowledge: Taken from the list' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByText(/^Acknowledged with diary number/).waitFor()
  await page.getByRole('link', { name: 'Taken from the list' }).waitFor({ state: 'detached' })
  expect(await page.evaluate('document.activeElement.textContent')).toBe('The one after')
})

test('the sheet behind ? names the shortcuts and switches them off', async () => {
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.waitFor()
  await expectSound()
  await sheet.getByLabel('Use single-key shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.locator('[data-row-link]').first().focus()
  await page.keyboard.press('a')
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('every page speaks Malayalam, remembers it, and stays sound', async () => {
  await page.getByRole('button', { name: 'മലയാളം' }).click()
  await page.getByRole('heading', { level: 1, name: 'ഇൻബോക്സ്' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('ml')
  const pages: [string, string][] = [
    ['/inbox', 'ഇൻബോക്സ്'],
    [`/tapals/${tapal}`, 'വിശദാംശങ്ങൾ'],
    ['/compose', 'പുതിയ കത്ത്'],
    ['/sent', 'അയച്ച കത്തുകൾ'],
    [new URL(trace).pathname, 'സ്വീകർത്താക്കൾ'],
    ['/notices', 'അറിയിപ്പുകൾ'],
  ]
  for (const [path, words] of pages) {
    await page.goto(`${portal.url}${path}`)
    await page.getByRole('heading', { name: words }).first().waitFor()
    await page.getByText('ലഭ്യമാക്കുന്നു…').waitFor({ state: 'detached' })
    await expectSound()
  }
  const anywhere = await portal.officer('meera')
  expect((await anywhere.get('/v1/session')).at('/account/language')).toBe('ml')
})

test('on a phone each page fits its width, in both languages', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const language of ['മലയാളം', 'English']) {
    await page.getByRole('button', { name: language }).click()
    for (const path of ['/inbox', `/tapals/${tapal}`, '/compose', '/sent', new URL(trace).pathname]) {
      await page.goto(`${portal.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.waiting').first().waitFor({ state: 'detached' })
      await expectSound()
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 })
})

test('after signing out nothing of the session is left on the screen or behind the back button', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.getByText('Report on the publicity for KCS').count()).toBe(0)
})

test('no page threw an error or asked for what the security policy forbids', () => {
  expect(portal.complaints).toEqual([])
})
