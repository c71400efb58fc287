// What an office outside the State's systems does with the link in its mail, in a real browser.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../support/api'
import { openBrowser } from '../../support/browser'
import { axeFindings, overflow } from '../support/accessibility'

let api: TestApi
let browser: Browser
beforeAll(async () => {
  ;[api, browser] = await Promise.all([openApi(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await api.close()
})

async function mailed(overrides: Partial<Tapal> = {}) {
  const documents = [
    {
      sha256: await api.document('SEND'),
      name: 'GO-Ms-20-2021-ITD.pdf',
      mediaType: 'application/pdf',
      size: 20,
    },
  ]
  const dispatch = await api.dispatch({
    subject: 'Implementation of the Unified Communication Service',
    documents,
  })
  const tapal = await api.tapal(dispatch, { mechanism: 'email', inwardNumber: null, ...overrides })
  return { tapal, link: api.mailLink(tapal.id) }
}

async function phone(locale = 'en-IN'): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale })
  context.setDefaultTimeout(10_000)
  return { context, page: await context.newPage() }
}

const stateOf = async ({ id }: Tapal) => (await api.repositories.tapals.byId(id))?.state

async function acknowledge(page: Page, number: string) {
  await page.getByLabel('Your diary number').fill(number)
  await page.getByLabel('Your name and designation').fill('Latha M., Diary Section')
  await page.getByRole('button', { name: 'Acknowledge' }).click()
}

test.each([
  ['a browser without a session', null],
  ['a browser in which an officer is signed in', 'signed-in'],
])('the letter is read and taken by the link in %s', async (_where, login) => {
  const { tapal, link } = await mailed()
  const { context, page } = await phone()
  if (login) {
    const { headers } = await api.officer(login, [])
    const [name, value] = headers['cookie']!.split('=') as [string, string]
    await context.addCookies([{ name, value, url: api.url }])
  }
  const sent: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST')
      void request.headerValue('origin').then((origin) => sent.push(origin ?? undefined))
  })
  await page.goto(link)
  await page.getByRole('link', { name: 'GO-Ms-20-2021-ITD.pdf' }).waitFor()
  await acknowledge(page, 'AG/441')
  await page.getByText('The letter is acknowledged').waitFor()
  expect(await page.getByRole('status').textContent()).toContain('AG/441')
  expect(await stateOf(tapal)).toBe('acknowledged')
  const row = await api.repositories.tapals.byId(tapal.id)
  expect(row?.events.at(-1)?.actor).toEqual({ kind: 'link', name: 'Latha M., Diary Section' })
  // The page keeps its address to itself, for which the browser hides where the form comes from.
  expect(sent).toEqual(['null'])
  await context.close()
})

test('what was entered stays where something is wrong, and the wrong entry is named and marked', async () => {
  const { tapal, link } = await mailed()
  const { context, page } = await phone()
  await page.goto(link)
  await page.getByLabel('Your diary number').fill('AG/442')
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await page
    .getByRole('alert')
    .getByRole('link', { name: 'Enter your name, at most 120 characters.' })
    .waitFor()
  expect(await page.getByLabel('Your diary number').inputValue()).toBe('AG/442')
  expect(await page.getByLabel('Your name and designation').getAttribute('aria-invalid')).toBe('true')
  expect(await stateOf(tapal)).toBe('delivered')
  await context.close()
})

const TOO_OLD_MS = 91 * 24 * 3_600_000
const faults: [what: string, open: () => Promise<string>, en: string, ml: string][] = [
  ['a wrong link', async () => `${api.url}/take/nonsense`, 'This link is not valid', 'ഈ ലിങ്ക് സാധുവല്ല'],
  [
    'an expired link',
    async () => (await mailed({ deliveredAt: new Date(api.now().getTime() - TOO_OLD_MS) })).link,
    'This link has expired',
    'ഈ ലിങ്കിന്റെ കാലാവധി കഴിഞ്ഞു',
  ],
  [
    'a link that was replaced',
    async () => (await mailed({ mailLink: { number: 1, since: api.now() } })).link,
    'This link was replaced by a newer one',
    'ഈ ലിങ്കിനു പകരം പുതിയ ലിങ്ക് നൽകിയിട്ടുണ്ട്',
  ],
  [
    'the link of a recalled letter',
    async () => (await mailed({ state: 'recalled' })).link,
    'Nothing is to be done with this letter',
    'ഈ കത്തിൽ ഒന്നും ചെയ്യേണ്ടതില്ല',
  ],
  [
    'a used link',
    async () => (await mailed({ state: 'acknowledged', diary: { number: 'AG/9', date: new Date() } })).link,
    'The letter is acknowledged',
    'കത്ത് കൈപ്പറ്റി',
  ],
  [
    'a link that waits to be taken',
    async () => (await mailed()).link,
    'Official letter for your office',
    'താങ്കളുടെ ഓഫീസിനുള്ള ഔദ്യോഗിക കത്ത്',
  ],
]

test.each(faults)(
  '%s shows a page in the language of its reader, fit for a phone',
  async (_what, open, en, ml) => {
    const link = await open()
    for (const [locale, title] of [
      ['en-IN', en],
      ['ml-IN', ml],
    ] as const) {
      const { context, page } = await phone(locale)
      await page.goto(link)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
      expect([await axeFindings(page), await overflow(page)]).toEqual([[], 0])
      await page.getByRole('navigation').getByRole('link').click()
      await page.getByRole('heading', { level: 1, name: title === en ? ml : en }).waitFor()
      await context.close()
    }
  },
)

test('who opens it too often sees a page that says to wait, and no letter is lost', async () => {
  const strict = await openApi({ limits: { requestsPerMinute: 2, failedSignIns: 5 } })
  try {
    const { context, page } = await phone()
    for (let n = 0; n < 4; n += 1) await page.goto(`${strict.url}/take/x`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Too many tries')
    await context.close()
  } finally {
    await strict.close()
  }
})
