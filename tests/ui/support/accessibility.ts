// Judges a page by axe: WCAG 2.0 to 2.2, levels A and AA.

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let source: string | undefined

/** What axe finds wrong on the page as it stands: rule, place and reason. Empty is good. */
export async function axeFindings(page: Page): Promise<string[]> {
  source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  // By evaluation, not as a script element: the page's own security policy stays in force.
  await page.evaluate(source)
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.flatMap(
      ({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)
    ))`,
  )
}

/** How many pixels the page is wider than its window; sideways scrolling is lost on a phone. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
}
