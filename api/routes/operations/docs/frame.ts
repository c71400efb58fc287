// What the pages of the documentation have in common: the way from one to the other.

/** The pages in the order of the way; each is below /docs. */
const WAY = [
  { path: '/docs', title: 'API' },
  { path: '/docs/integrators', title: 'For integrators' },
  { path: '/docs/agent-protocol', title: 'Agent protocol' },
  { path: '/docs/errors', title: 'Error codes' },
  { path: '/docs/changelog', title: 'Changes' },
]

/** A whole page. `main` is HTML; `path` is its own address. */
export function drawDocsFrame({ path, title, main }: { path: string; title: string; main: string }): string {
  const links = WAY.map(
    (page) => `<a href="${page.path}"${page.path === path ? ' aria-current="page"' : ''}>${page.title}</a>`,
  )
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – KCS</title>` +
    '<link rel="stylesheet" href="/docs/style.css"></head><body>' +
    `<header class="docs-head"><p>KCS Gateway API</p><nav aria-label="Documentation">${links.join('')}</nav></header>` +
    `${main}</body></html>`
  )
}
