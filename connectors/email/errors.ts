// What a fault of the mail server means: the taxonomy of design §6 over SMTP.

import { bounceCode, statusInReply } from '../../domain/letters/bounce/report'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { maskedAnswer } from '../answer'

/** The members of nodemailer's errors that are looked at. */
interface SmtpFault {
  code?: string
  responseCode?: number
  command?: string
  syscall?: string
  response?: string
}

/** `wholeSent`: the last byte of the mail had left, so the server may have taken it before the line broke. */
export function outcomeOfSmtpFault(error: unknown, wholeSent: boolean): Outcome {
  const fault = (error ?? {}) as SmtpFault
  const outcome = outcomeOf(fault, wholeSent)
  return fault.response ? { ...outcome, answer: maskedAnswer(fault.response) } : outcome
}

function outcomeOf(fault: SmtpFault, wholeSent: boolean): Outcome {
  const { code, responseCode } = fault
  if (code === 'EAUTH') return { kind: 'auth', code: responseCode ? `smtp-${responseCode}` : 'smtp-auth' }
  if (responseCode !== undefined) return outcomeOfStatus(responseCode, fault)
  if (code === 'EABORT') return { kind: 'retry-later', code: 'timeout', inDoubt: wholeSent }
  if (code === 'ECONNECTION' || code === 'EDNS' || code === 'ETLS') {
    return { kind: 'retry-later', code: lower(code), inDoubt: wholeSent }
  }
  if (code === 'EENVELOPE') return { kind: 'never', code: 'address-invalid' }
  if (code === 'EMESSAGE') return { kind: 'never', code: 'mail-too-large' }
  return { kind: 'retry-later', code: code ? lower(code) : 'connection-lost', inDoubt: wholeSent }
}

function outcomeOfStatus(status: number, { command, response = '' }: SmtpFault): Outcome {
  const code = `smtp-${status}`
  // A 5xx before the mail's own commands (greeting, EHLO, STARTTLS) speaks against the server, not the letter.
  const ofLetter = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA'
  if (status === 530 || status === 535) return { kind: 'auth', code }
  if (status >= 500 && ofLetter) {
    const stated = statusInReply(response, { ofRecipient: command === 'RCPT TO' })
    return { kind: 'never', cause: 'mail-bounced', code: bounceCode(stated) }
  }
  // One mailbox that is full or made to wait says nothing against the mail server; 421 is the server's own good-bye.
  const ofMailbox = command === 'RCPT TO' && status !== 421
  return { kind: 'retry-later', code, inDoubt: false, ...(ofMailbox ? { blame: 'letter' } : {}) }
}

function lower(code: string): string {
  return code.toLowerCase().replace(/^e/, 'smtp-')
}
