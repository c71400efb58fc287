// Writes the API documentation to a file, for the repository and for integrators without a running KCS.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { openApiDocument } from './openapi'
import { ALL_ROUTES } from './routes'
import { version } from './version'

/** `node dist/api/write-openapi.js [FILE]`; docs/openapi.json unless told otherwise. */
const file = process.argv[2] ?? 'docs/openapi.json'
const document = openApiDocument(ALL_ROUTES, { version: version(), url: 'http://127.0.0.1:8080' })
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`)
