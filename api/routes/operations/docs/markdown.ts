// The pages of docs/ as HTML: their headings have the anchors that links name, and links lead to pages that are served.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { packageFolder } from '../../../version'
import { type Guide, GUIDES } from './schema'

const SERVED = new Set<string>([...GUIDES, 'errors'])

const reader = new MarkdownIt({ html: false })
type Token = ReturnType<(typeof reader)['parse']>[number]

reader.core.ruler.push('pages', ({ tokens }) => {
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') token.attrSet('id', anchorOf(tokens[index + 1]?.content ?? ''))
    if (token.children) token.children = linked(token.children)
  })
})
reader.renderer.rules['table_open'] = () => '<div class="docs-wide" tabindex="0"><table>\n'
reader.renderer.rules['table_close'] = () => '</table></div>\n'

const drawn = new Map<Guide, { title: string; html: string }>()

/** The page, drawn once. */
export function drawGuide(guide: Guide): { title: string; html: string } {
  const before = drawn.get(guide)
  if (before) return before
  const text = readFileSync(join(packageFolder(), 'docs', `${guide}.md`), 'utf8')
  const page = { title: /^# (.+)$/m.exec(text)?.[1] ?? guide, html: reader.render(text) }
  drawn.set(guide, page)
  return page
}

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-')
}

/** Links to pages that are not served lose their link and keep their words. */
function linked(tokens: readonly Token[]): Token[] {
  const open: boolean[] = []
  return tokens.filter((token) => {
    if (token.type === 'link_close') return open.pop()
    if (token.type !== 'link_open') return true
    const target = addressOf(String(token.attrGet('href')))
    if (target !== null) token.attrSet('href', target)
    open.push(target !== null)
    return target !== null
  })
}

function addressOf(href: string): string | null {
  if (/^(https?:|#)/.test(href)) return href
  const [, page = '', anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? []
  return SERVED.has(page) ? `/docs/${page}${anchor}` : null
}
