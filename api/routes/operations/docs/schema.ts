// What the pages of the documentation have in common as operations.

import { z } from 'zod'

export const PAGE = {
  method: 'get',
  summary: 'Documentation',
  tag: 'Documentation',
  access: 'open',
  hidden: true,
  responses: { 200: { description: 'The page.' } },
  errors: [],
} as const

/** The pages that integrators read, by their files in docs/. */
export const GUIDES = ['integrators', 'agent-protocol', 'changelog'] as const
export type Guide = (typeof GUIDES)[number]

export const guideParams = z.object({ page: z.enum(GUIDES) })

export const HTML = { 'content-type': 'text/html; charset=utf-8' }
const KEPT = { 'cache-control': 'public, max-age=3600' }
export const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', ...KEPT }
export const CSS = { 'content-type': 'text/css; charset=utf-8', ...KEPT }
