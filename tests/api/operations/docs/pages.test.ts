// The documentation as a running KCS serves it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CODES } from '../../../../domain/common/error'
import { version } from '../../../../api/version'
import { drawGuide } from '../../../../api/routes/operations/docs/markdown'
import { GUIDES } from '../../../../api/routes/operations/docs/schema'
import { projectRoot } from '../../../../process/paths'
import { openApi, type TestApi } from '../../../support/api'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const linksIn = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link)
const anchorsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)

test.each(GUIDES)(
  'GET /docs/%s 200: the page of docs/, with nothing from elsewhere and no script',
  async (guide) => {
    const page = await api.anyone.get(`/docs/${guide}`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page.text).not.toMatch(/<script|<style|style="|src="/)
    const text = readFileSync(join(projectRoot(), 'docs', `${guide}.md`), 'utf8')
    const heads = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^##? (.+)$/gm)]
    expect([...page.text.matchAll(/<h[12] /g)]).toHaveLength(heads.length)
  },
)

test('links within the pages lead to pages that are served, and to headings that are there', async () => {
  const broken: string[] = []
  for (const guide of GUIDES) {
    for (const link of linksIn(drawGuide(guide).html).filter((one) => !one.startsWith('https:'))) {
      const [path = '', anchor] = link.split('#')
      const page = await api.anyone.get(path === '' ? `/docs/${guide}` : path)
      if (page.status !== 200 || (anchor !== undefined && !anchorsIn(page.text).includes(anchor)))
        broken.push(`${guide}: ${link}`)
    }
  }
  expect(broken).toEqual([])
})

test('a page leads to every other one, and says where it is', async () => {
  const { text } = await api.anyone.get('/docs/agent-protocol')
  expect(linksIn(text)).toEqual(
    expect.arrayContaining([
      '/docs',
      '/docs/integrators',
      '/docs/errors',
      '/docs/changelog',
      '/docs/style.css',
    ]),
  )
  expect(text).toContain('<a href="/docs/agent-protocol" aria-current="page">')
  const style = await api.anyone.get('/docs/style.css')
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
})

test('GET /docs/operators 404: what is not for integrators is not served', async () => {
  expect((await api.anyone.get('/docs/operators')).status).toBe(404)
  expect((await api.anyone.get('/docs/..%2fREADME')).status).toBe(404)
})

test('GET /docs/errors 200: each code under the address that problems point to', async () => {
  const { text } = await api.anyone.get('/docs/errors')
  for (const code of ERROR_CODES) expect(text).toContain(`<tr id="${code}">`)
})

test('GET /docs/collection.json 200: the collection, for the address that is served', async () => {
  const reply = await api.anyone.get('/docs/collection.json')
  expect([reply.status, reply.at('/variable/0/value')]).toEqual([200, 'http://127.0.0.1'])
  expect(reply.headers.get('content-disposition')).toContain('attachment')
})

test('the changes of the API tell what came with this version', () => {
  expect(readFileSync(join(projectRoot(), 'docs', 'changelog.md'), 'utf8')).toContain(`\n## ${version()}\n`)
})
