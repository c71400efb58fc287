// The plain HTML pages of the reference agents.

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe to stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark]!)
}

/** One table with a heading; cells are text, not HTML. */
export function table(
  heading: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('')
  const empty = `<tr><td colspan="${columns.length}">Nothing yet.</td></tr>`
  return `<h2>${escapeHtml(heading)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body || empty}</tbody></table>`
}

/** A whole page; `parts` are HTML. */
export function page(
  title: string,
  parts: readonly string[],
): { status: number; headers: Record<string, string>; body: string } {
  const style =
    'body{font-family:sans-serif;margin:2rem;line-height:1.5}table{border-collapse:collapse}td,th{border:1px solid #888;padding:.3rem .6rem;text-align:left;vertical-align:top}'
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>${escapeHtml(title)}</title><style>${style}</style><h1>${escapeHtml(title)}</h1>${parts.join('')}</html>`,
  }
}
