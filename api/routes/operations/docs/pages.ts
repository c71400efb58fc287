// The pages of the documentation; all they load comes from here, so that they work in a closed network.

import { readFileSync } from 'node:fs'
import { ERROR_CODES, errorEntry } from '../../../../domain/common/error'
import { statusOf } from '../../../errors'

export const DOCS_PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>KCS Gateway API</title>' +
  '<meta name="viewport" content="width=device-width"></head><body><div id="docs"></div>' +
  '<script src="/docs/redoc.js"></script><script src="/docs/start.js"></script></body></html>'

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
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>KCS error codes</title></head><body>' +
    '<h1>Error codes</h1><table><thead><tr><th>Code</th><th>Status</th><th>What went wrong</th><th>What to do next</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table></body></html>`
  )
}
