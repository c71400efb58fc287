// Reads a page in one of the two languages of the portal.

import type { Page } from 'playwright-core'

const CODES = { English: 'en', മലയാളം: 'ml' } as const

/** Puts the page that is open into the language; the choice is kept in every page after it. Waits until the page stands. */
export async function readIn(page: Page, language: keyof typeof CODES): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  if ((await page.getAttribute('html', 'lang')) === CODES[language]) return
  await page.getByRole('button', { name: language }).first().click()
  await page.locator(`html[lang=${CODES[language]}]`).waitFor({ state: 'attached' })
}
