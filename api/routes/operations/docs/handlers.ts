// Serving the documentation.

import type { Answer, CallOf } from '../../../http/route'
import { ownPolicy } from '../../../middlewares/security-headers'
import { DOCS_PAGE, errorsPage, redocBundle, START_SCRIPT } from './pages'

/** The viewer writes styles into the page and searches in a worker of its own making. */
const VIEWER_POLICY = ownPolicy(
  "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src blob:; img-src 'self' data:; object-src 'none'",
  false,
)
const HTML = { 'content-type': 'text/html; charset=utf-8' }
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' }

export async function openApi({ services }: Pick<CallOf<object>, 'services'>): Promise<Answer> {
  return { status: 200, body: services.openApi(), headers: { 'content-type': 'application/json' } }
}

export async function docs(): Promise<Answer> {
  return { status: 200, body: DOCS_PAGE, headers: { ...HTML, ...VIEWER_POLICY } }
}

export async function viewer(): Promise<Answer> {
  return { status: 200, body: redocBundle(), headers: SCRIPT }
}

export async function start(): Promise<Answer> {
  return { status: 200, body: START_SCRIPT, headers: SCRIPT }
}

export async function errors(): Promise<Answer> {
  return { status: 200, body: errorsPage(), headers: HTML }
}
