// What the pages of the documentation have in common as operations.

export const PAGE = {
  method: 'get',
  summary: 'Documentation',
  tag: 'Documentation',
  access: 'open',
  hidden: true,
  responses: { 200: { description: 'The page.' } },
  errors: [],
} as const

export const HTML = { 'content-type': 'text/html; charset=utf-8' }
export const SCRIPT = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=3600',
}
