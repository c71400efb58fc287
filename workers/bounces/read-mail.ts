// A mail on the line as what is judged of it: its beginning is read, and the rest let go.

import type { Readable } from 'node:stream'
import { type Attachment, simpleParser } from 'mailparser'
import type { IncomingMail } from '../../domain/letters/bounce/report'

/** A report stands before the mail that it returns, which may be as large as a letter. */
const READ_BYTES = 256 * 1024

/** Headers by which programs that are older than RFC 3834 mark their replies. */
const MARKS = ['x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'x-autoresponse', 'list-id']

/** The first bytes of the stream, which is read to its end. Throws where the line breaks. */
export async function beginningOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let kept = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (kept >= READ_BYTES) continue
    const part = chunk.subarray(0, READ_BYTES - kept)
    chunks.push(part)
    kept += part.length
  }
  return Buffer.concat(chunks)
}

/** Never throws: what cannot be read is a mail without headers and text. */
export async function readMail(raw: Buffer, fromNobody: boolean): Promise<IncomingMail> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true }).catch(() => null)
  const header = (name: string): string => {
    const value = mail?.headers.get(name)
    if (value === undefined) return ''
    return (typeof value === 'string' ? value : 'present').trim().toLowerCase()
  }
  const type = mail?.headers.get('content-type')
  const { value = '', params = {} } =
    typeof type === 'object' && 'params' in type
      ? (type as { value?: string; params?: Record<string, string> })
      : {}
  return {
    fromNobody,
    contentType: value.toLowerCase(),
    reportType: (params['report-type'] ?? '').toLowerCase(),
    autoSubmitted: header('auto-submitted').split(/[\s;(]/, 1)[0] ?? '',
    marks: [...MARKS.map(header), header('precedence') === 'auto_reply' ? 'auto_reply' : ''],
    text: [mail?.text ?? '', ...(mail?.attachments ?? []).flatMap(fieldsIn)].join('\n\n'),
  }
}

/** The fields of a report that the parser does not take for text, as those of RFC 6533. */
function fieldsIn({ contentType, content }: Attachment): string[] {
  return /^message\/(global-)?delivery-status$/i.test(contentType) ? [content.toString('utf8')] : []
}
