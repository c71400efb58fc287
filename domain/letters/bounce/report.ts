// What a mail says that came to the address of a bounce: that ours was not delivered, is late, or something else.

/** A mail as far as it is judged; header values are empty where the mail has none. */
export interface IncomingMail {
  /** It came from nobody (`MAIL FROM:<>`), as all reports and most automatic replies do. */
  fromNobody: boolean
  /** `multipart/report`, and what it reports. */
  contentType: string
  reportType: string
  autoSubmitted: string
  /** Further headers by which programs mark their own replies. */
  marks: readonly string[]
  /** Its text; the fields of a delivery report stand in it as they came. */
  text: string
}

/**
 * `failed`: our mail was given up, with the status of RFC 3463 where one is stated. `delayed`: it is still tried. `other`: a
 * note that it was read, an automatic reply, a word of a person.
 */
export type MailReport = { kind: 'failed'; status: string | null } | { kind: 'delayed' } | { kind: 'other' }

const OTHER: MailReport = { kind: 'other' }

/** Judges by RFC 3464 (reports) and RFC 3834 (automatic replies); what comes from nobody and is neither is a failure. */
export function reportIn(mail: IncomingMail): MailReport {
  if (mail.contentType === 'multipart/report') {
    if (mail.reportType !== 'delivery-status') return OTHER
    return deliveryReport(mail.text)
  }
  if (isAutomaticReply(mail) || !mail.fromNobody) return OTHER
  return { kind: 'failed', status: null }
}

function isAutomaticReply({ autoSubmitted, marks }: IncomingMail): boolean {
  return (autoSubmitted !== '' && autoSubmitted !== 'no') || marks.some((mark) => mark !== '')
}

/**
 * The first recipient that failed decides, for our mails have one. `Action: failed` means given up, whatever the status: a
 * mail that was tried for days keeps the 4.x.x of its last try. Without an action the class of the status decides.
 */
function deliveryReport(text: string): MailReport {
  const groups = fieldGroups(text)
  const reports = groups.map((group): MailReport => {
    const action = (group.get('action') ?? '').toLowerCase().split(/[\s(;]/, 1)[0]
    const status = /^\s*([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(group.get('status') ?? '')?.[1] ?? null
    if (action === 'failed') return { kind: 'failed', status }
    if (action === 'delayed') return { kind: 'delayed' }
    if (action !== '' || status === null) return OTHER
    if (status.startsWith('5')) return { kind: 'failed', status }
    return status.startsWith('4') ? { kind: 'delayed' } : OTHER
  })
  return (
    reports.find(({ kind }) => kind === 'failed') ??
    reports.find(({ kind }) => kind === 'delayed') ??
    unreadable(groups)
  )
}

/** A report of which no recipient can be read says no more than that the mail came back. */
function unreadable(groups: readonly ReadonlyMap<string, string>[]): MailReport {
  return groups.some((group) => group.has('action') || group.has('status'))
    ? OTHER
    : { kind: 'failed', status: null }
}

/** The fields of the report, in the groups that empty lines part; what stands before the report is for people. */
function fieldGroups(text: string): ReadonlyMap<string, string>[] {
  const start = text.search(/^(reporting-mta|final-recipient|original-recipient|action)[ \t]*:/im)
  if (start < 0) return []
  const unfolded = text
    .slice(start)
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
  return unfolded.split(/\n{2,}/).map((group) => {
    const fields = new Map<string, string>()
    for (const line of group.split('\n')) {
      const [, name, value] = /^([A-Za-z][A-Za-z-]*)[ \t]*:[ \t]*(.*)$/.exec(line) ?? []
      if (name && value !== undefined && !fields.has(name.toLowerCase()))
        fields.set(name.toLowerCase(), value)
    }
    return fields
  })
}

/** The code of a bounce, as the trace and the desk show it. */
export function bounceCode(status: string | null): string {
  return status === null ? 'bounced' : `bounced-${status}`
}

/** What a reply of SMTP to `RCPT TO` means that states no status (RFC 5321, 4.2.2): another mailbox, and one that is full. */
const OF_BARE_REPLY: Readonly<Record<string, string>> = { 551: '5.1.6', 552: '5.2.2' }

/**
 * The status in the reply with which a mail server refused a mail, behind its number (RFC 2034); null where none is stated.
 * Some numbers say it all the same of the recipient.
 */
export function statusInReply(reply: string, { ofRecipient }: { ofRecipient: boolean }): string | null {
  const stated = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(reply)?.[1]
  return stated ?? (ofRecipient ? OF_BARE_REPLY[reply.slice(0, 3)] : undefined) ?? null
}

/** The status in such a code, or null. */
export function statusOfCode(code: string | undefined): string | null {
  return /^bounced-(.+)$/.exec(code ?? '')?.[1] ?? null
}

/**
 * Whether the status (RFC 3463) speaks of the address, its mailbox or the way to its host: no other mail gets there either.
 * Others speak of this mail, or of us as a sender; so do `x.1.7` and `x.1.8`.
 */
export function isOfAddress(status: string | null): boolean {
  return status !== null && /^[45]\.(1\.(?![78]$)|[24]\.)/.test(status)
}
