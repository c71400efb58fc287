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

/** One table with a heading; cells are text, not HTML. On a narrow screen each row is a card, each cell beside its column. */
export function table(
  heading: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const cellOf = (cell: string, at: number): string =>
    `<td data-column="${escapeHtml(columns[at] ?? '')}">${escapeHtml(cell)}</td>`
  const body = rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`).join('')
  const empty = `<tr><td colspan="${columns.length}">Nothing yet.</td></tr>`
  return `<h2>${escapeHtml(heading)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body || empty}</tbody></table>`
}

const STYLE = [
  'body{font-family:system-ui,"Noto Sans Malayalam",sans-serif;margin:1.5rem 2rem;line-height:1.5;color:#1b1b1b;background:#fff}',
  'h1{font-size:1.6rem}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}',
  'table{border-collapse:collapse;width:100%}',
  'td,th{border:1px solid #888;padding:.3rem .6rem;text-align:left;vertical-align:top}',
  'th{background:#eef1f4}',
  '@media(max-width:45rem){body{margin:1rem}thead{display:none}table,tbody,tr{display:block}',
  'tr{border:1px solid #888;margin-bottom:.75rem}td{display:flex;border:0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}',
  'td:empty{display:none}td[data-column]::before{content:attr(data-column);flex:0 0 8rem;color:#505050}}',
].join('')

/** A whole page; `parts` are HTML. */
export function page(
  title: string,
  parts: readonly string[],
): { status: number; headers: Record<string, string>; body: string } {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5"><title>${escapeHtml(title)}</title><style>${STYLE}</style><h1>${escapeHtml(title)}</h1>${parts.join('')}</html>`,
  }
}
