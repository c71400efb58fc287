// The pages of the documentation; all they load comes from here, so that they work in a closed network.

import { readFileSync } from 'node:fs'
import { ERROR_CODES, errorEntry } from '../../../../domain/common/error'
import { statusOf } from '../../../errors'
import { drawDocsFrame } from './frame'

export const DOCS_PAGE = drawDocsFrame({
  path: '/docs',
  title: 'API',
  main: '<div id="docs"></div><script src="/docs/redoc.js"></script><script src="/docs/start.js"></script>',
})

export const START_SCRIPT =
  "Redoc.init('/openapi.json', { disableSearch: false, hideDownloadButton: false }, document.getElementById('docs'))\n"

let bundle: Buffer | undefined

/** The viewer, as its package holds it; read once. */
export function redocBundle(): Buffer {
  bundle ??= readFileSync(require.resolve('redoc/bundles/redoc.standalone.js'))
  return bundle
}

/** The table of error codes, each under its own anchor: the `type` of a problem points here. */
export function errorsPage(): string {
  const rows = ERROR_CODES.map((code) => {
    const { title, remedy } = errorEntry(code)
    return `<tr id="${code}"><td><code>${code}</code></td><td>${statusOf(code)}</td><td>${title}</td><td>${remedy}</td></tr>`
  })
  const main =
    '<main class="docs-text"><h1>Error codes</h1><div class="docs-wide" tabindex="0"><table><thead><tr><th>Code</th>' +
    '<th>Status</th><th>What went wrong</th><th>What to do next</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table></div></main>`
  return drawDocsFrame({ path: '/docs/errors', title: 'Error codes', main })
}
