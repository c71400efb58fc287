// The mails that arrived at the reference mail server: each a file as it came over the line, listed with its parts.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { inTurn, writeWhole } from '../../reference/journal'

export interface Mail {
  id: string
  messageId: string
  from: string
  to: string
  subject: string
  text: string
  deliveryKey: string
  attachments: { name: string; mediaType: string; size: number; sha256: string }[]
}

export interface Mailbox {
  all(): Mail[]
  /** Keeps a mail; it is on the disk when this returns. */
  keep(raw: Buffer): Promise<Mail>
  /** The bytes of a mail as they came. */
  raw(id: string): Promise<Buffer>
  /** The content of an attachment, counted from 0. */
  attachment(id: string, index: number): Promise<{ content: Buffer; mediaType: string } | null>
}

/** Opens the mailbox in the folder. */
export async function openMailbox(folder: string): Promise<Mailbox> {
  const path = (id: string) => join(folder, `${id}.eml`)
  const names = await readdir(folder).catch(() => [])
  const ids = names.filter((name) => /^\d{6}\.eml$/.test(name)).map((name) => name.slice(0, 6))
  const mails = new Map<string, Mail>()
  for (const id of ids.sort()) mails.set(id, await mailOf(id, await readFile(path(id))))
  const turn = inTurn()
  return {
    all: () => [...mails.values()],
    keep: (raw) =>
      turn(async () => {
        const id = String(mails.size + 1).padStart(6, '0')
        const mail = await mailOf(id, raw)
        await writeWhole(path(id), raw)
        mails.set(id, mail)
        return mail
      }),
    raw: (id) => readFile(path(id)),
    async attachment(id, index) {
      const part = (await simpleParser(await readFile(path(id)))).attachments[index]
      return part ? { content: part.content, mediaType: part.contentType } : null
    },
  }
}

async function mailOf(id: string, raw: Buffer): Promise<Mail> {
  const { messageId, from, to, subject, text, headers, attachments } = await simpleParser(raw)
  const addressees = to === undefined ? [] : Array.isArray(to) ? to : [to]
  return {
    id,
    messageId: messageId ?? '',
    from: from?.text ?? '',
    to: addressees.map((one) => one.text).join(', '),
    subject: subject ?? '',
    text: text ?? '',
    deliveryKey: String(headers.get('kcs-delivery-key') ?? ''),
    attachments: attachments.map(({ filename, contentType, size, content }) => ({
      name: filename ?? '',
      mediaType: contentType,
      size,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  }
}
