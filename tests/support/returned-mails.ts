// Reports on mails that were not delivered, as mail servers write them.

export interface Returned {
  recipient: string
  status: string
  action?: 'failed' | 'delayed'
  /** Of the mail that is returned; it stands in the report as it came. */
  subject?: string
  /** More of the returned mail, behind its headers. */
  body?: string
}

const SUBJECT = '=?UTF-8?B?4LSV4LSk4LWN4LSk4LWNOiDgtI/gtJXgtYDgtJXgtYPgtKQ=?='
const lines = (...text: string[]): string => text.join('\r\n')

/** As Postfix does: plain words, and the whole mail at the end. */
export function postfixReport({
  recipient,
  status,
  action = 'failed',
  subject = SUBJECT,
  body = 'കത്ത്',
}: Returned): string {
  return lines(
    'Return-Path: <>',
    'Received: by mx.cdit.example (Postfix) id 9B2F51C0; Fri, 27 Nov 2026 09:30:00 +0530 (IST)',
    'Date: Fri, 27 Nov 2026 09:30:00 +0530 (IST)',
    'From: MAILER-DAEMON@mx.cdit.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: bounce@bounce.kcs.example',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="6A1F01C0.1795751400/mx.cdit.example"',
    'Content-Transfer-Encoding: 8bit',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--6A1F01C0.1795751400/mx.cdit.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'This is the mail system at host mx.cdit.example.',
    '',
    "I'm sorry to have to inform you that your message could not",
    'be delivered to one or more recipients. It is attached below.',
    '',
    `<${recipient}>: host mx.cdit.example said: 550 ${status} User unknown`,
    '',
    '--6A1F01C0.1795751400/mx.cdit.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.cdit.example',
    'X-Postfix-Queue-ID: 6A1F01C0',
    'X-Postfix-Sender: rfc822; bounce@bounce.kcs.example',
    'Arrival-Date: Fri, 27 Nov 2026 09:29:58 +0530 (IST)',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.cdit.example',
    `Diagnostic-Code: smtp; 550 ${status} <${recipient}>: Recipient address rejected:`,
    '    User unknown in local recipient table',
    '',
    '--6A1F01C0.1795751400/mx.cdit.example',
    'Content-Description: Undelivered Message',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: 8bit',
    '',
    'From: KCS <kcs@kerala.example>',
    `To: <${recipient}>`,
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '--6A1F01C0.1795751400/mx.cdit.example--',
    '',
  )
}

/** As Exchange does: words in HTML alone, in another encoding, and the headers of the mail at the end. */
export function exchangeReport({
  recipient,
  status,
  action = 'failed',
  subject = SUBJECT,
}: Returned): string {
  const html = `<html><body><p>Your message to ${recipient} couldn't be delivered.</p><p>Status: see below</p></body></html>`
  return lines(
    'From: <postmaster@cdit.example>',
    'To: <bounce@bounce.kcs.example>',
    'Date: Fri, 27 Nov 2026 04:00:00 +0000',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="08e84c5e-1fb9"; differences=Content-Type',
    'X-MS-Exchange-Message-Is-Ndr:',
    'Content-Language: en-IN',
    'Message-ID: <6b1f-4b3c@BMXPR01MB0001.INDPRD01.PROD.OUTLOOK.COM>',
    `Subject: =?utf-8?B?VW5kZWxpdmVyYWJsZTog?= ${subject}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    '',
    '--08e84c5e-1fb9',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64'),
    '',
    '--08e84c5e-1fb9',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns;BMXPR01MB0001.INDPRD01.PROD.OUTLOOK.COM',
    'Received-From-MTA: dns;mx.kerala.example',
    'Arrival-Date: Fri, 27 Nov 2026 03:59:58 +0000',
    '',
    `Final-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp;550 ${status} RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup`,
    'X-Display-Name: Registrar',
    '',
    '--08e84c5e-1fb9',
    'Content-Type: text/rfc822-headers',
    '',
    'From: KCS <kcs@kerala.example>',
    `Subject: ${subject}`,
    '',
    '--08e84c5e-1fb9--',
    '',
  )
}

/** The report of an address in another script (RFC 6533): its fields are a part of another kind. */
export function globalReport(returned: Returned): string {
  return postfixReport(returned)
    .replace('message/delivery-status', 'message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit')
    .replaceAll(`rfc822; ${returned.recipient}`, `utf-8; ${returned.recipient}`)
}

/** A word of a mail system that keeps to no standard. */
export const OLD_BOUNCE = lines(
  'From: MAILER-DAEMON@old.example',
  'To: bounce@bounce.kcs.example',
  'Subject: failure notice',
  '',
  'Hi. This is the mail program at old.example. I could not deliver your message.',
  '',
)

/** A reply of somebody who is away. */
export const OUT_OF_OFFICE = lines(
  'From: registrar@cdit.example',
  'To: bounce@bounce.kcs.example',
  'Subject: Automatic reply: =?UTF-8?B?4LSV4LSk4LWN4LSk4LWN?=',
  'Auto-Submitted: auto-replied (vacation)',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'ഞാൻ അവധിയിലാണ്.',
  '',
)
