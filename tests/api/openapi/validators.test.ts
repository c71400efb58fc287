// The API documentation before programs that others wrote.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConfig, lint } from '@redocly/openapi-core'
import { localPath } from '../../../process/paths'
import { documentOf, valuesAt } from './read'

const document = documentOf()
const folder = localPath('test', `openapi-${process.pid}`)
const file = join(folder, 'openapi.json')

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(document))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('Redocly finds nothing wrong, and every example fits its schema', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
      'no-invalid-schema-examples': 'error',
      'security-defined': 'error',
      'tag-description': 'error',
      // Pages for people, for supervisors and for who signs in have no faults of a caller.
      'operation-4xx-response': 'off',
      'no-server-example.com': 'off',
    },
  })
  const problems = await lint({ ref: file, config })
  expect(problems.map(({ message, location: [at] }) => `${at?.pointer}: ${message}`)).toEqual([])
})

test('the validator of OpenAPI 3.1 finds nothing wrong', () => {
  const script = `import { Validator } from '@seriousme/openapi-schema-validator'
    const { valid, errors } = await new Validator().validate(process.argv[1])
    console.log(JSON.stringify({ valid, errors }))`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, file], {
    encoding: 'utf8',
  })
  expect(JSON.parse(output)).toEqual({ valid: true })
})

test('Python reads every pattern', () => {
  const patterns = valuesAt(document, 'pattern').filter((value) => typeof value === 'string')
  const script = 'import json,re,sys\nfor p in json.load(sys.stdin): re.compile(p)'
  execFileSync('python3', ['-c', script], { input: JSON.stringify(patterns) })
})
