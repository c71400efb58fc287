// The page of error codes, made from the table that the API answers from.

import { statusOf } from '../../api/errors'
import { ERROR_CODES, ERROR_KINDS, type ErrorKind, errorEntry } from '../../domain/common/error'

const HEAD = `# Error codes

Every fault of the Gateway API is \`application/problem+json\` with a stable \`code\`, what went wrong (\`title\`, \`detail\`),
what to do next (\`remedy\`), all wrong fields (\`errors\`) and the \`requestId\` that also stands in the log. This page is
made from [domain/common/error](../domain/common/error); a test fails where it differs (\`KCS_WRITE_DOCS=1 npm test -- tests/docs\`
writes it again).

| code | status | what went wrong | what to do |
|---|---|---|---|`

/** The whole page; rows are grouped by kind, in the order of the table within a kind. */
export function errorsPage(): string {
  const rows = ERROR_KINDS.flatMap((kind) => rowsOf(kind))
  return `${[HEAD, ...rows].join('\n')}\n`
}

function rowsOf(kind: ErrorKind): string[] {
  return ERROR_CODES.filter((code) => errorEntry(code).kind === kind).map((code) => {
    const { title, remedy } = errorEntry(code)
    return `| <a id="${code}"></a>\`${code}\` | ${statusOf(code)} | ${title} | ${remedy} |`
  })
}
