// Writes the API documentation and the collection to files, for integrators without a running KCS.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openApiDocument } from '../api/openapi'
import { collectionOf } from '../api/openapi/collection'
import { ALL_ROUTES } from '../api/routes'
import { version } from '../api/version'
import { AGENT_PROTOCOL } from './agent-protocol'

/** `node dist/process/write-openapi.js [FILE]`; docs/openapi.json unless told otherwise, the collection beside it. */
const file = process.argv[2] ?? 'docs/openapi.json'
const url = 'http://127.0.0.1:8080'
const document = openApiDocument(ALL_ROUTES, { version: version(), url, protocol: AGENT_PROTOCOL })
mkdirSync(dirname(file), { recursive: true })
for (const [path, content] of [
  [file, document],
  [join(dirname(file), 'collection.json'), collectionOf(document)],
] as const)
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
