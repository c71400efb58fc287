// The address to which a mail of KCS comes back: it says which mail it was, and nothing of the letter.

const MAILBOX = 'bounce+'

/** The sender on the envelope of a mail (RFC 5321 §4.5.5); 64 signs stand before the @ at most. */
export function bounceAddress(token: string, domain: string): string {
  return `${MAILBOX}${token}@${domain}`
}

/** The token of such an address, or null for any other; mail systems may have changed its case. */
export function tokenOfBounceAddress(address: string, domain: string): string | null {
  const text = address.toLowerCase()
  const end = `@${domain.toLowerCase()}`
  return text.startsWith(MAILBOX) && text.endsWith(end) ? text.slice(MAILBOX.length, -end.length) : null
}

/** The mail that came back: that of a tapal, or a message with notices; and when it was handed to the mail server. */
export interface MailSent {
  of: 'tapal' | 'notice'
  id: string
  sentAt: Date
}
