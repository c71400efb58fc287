// What a mail says that came back, and what it changes of the tapal that it carried.

import { bounceAddress, tokenOfBounceAddress } from '../../../domain/letters/bounce/address'
import {
  bounceCode,
  type IncomingMail,
  isOfAddress,
  reportIn,
  statusOfCode,
} from '../../../domain/letters/bounce/report'
import { otherWay, plainProfile } from '../../../domain/directory/office/profile'
import { bouncedChange, bounceKey, isOlderMail } from '../../../domain/letters/tapal/bounce-change'

const REPORT: IncomingMail = {
  fromNobody: true,
  contentType: 'multipart/report',
  reportType: 'delivery-status',
  autoSubmitted: 'auto-replied',
  marks: [''],
  text: '',
}
const PLAIN: IncomingMail = { ...REPORT, contentType: 'text/plain', reportType: '', autoSubmitted: '' }
const fields = (...recipient: string[]): string =>
  ['I could not deliver your message.', '', 'Reporting-MTA: dns; mx.example', '', ...recipient, ''].join(
    '\r\n',
  )
const read = (...recipient: string[]) => reportIn({ ...REPORT, text: fields(...recipient) })

describe('a delivery report', () => {
  test.each([
    ['5.1.1', 'an address that is not there'],
    ['4.4.7', 'a host that was not reached for days: given up, whatever the class'],
  ])('with the action failed and %s tells a failure with that status: %s', (status) => {
    expect(read('Final-Recipient: rfc822; a@b.example', 'Action: failed', `Status: ${status}`)).toEqual({
      kind: 'failed',
      status,
    })
  })

  test('with the action delayed changes nothing; delivered, relayed and expanded are no failures', () => {
    expect(read('Action: delayed', 'Status: 4.4.1')).toEqual({ kind: 'delayed' })
    for (const action of ['delivered', 'relayed', 'expanded'])
      for (const status of ['2.0.0', '5.0.0'])
        expect(read(`Action: ${action}`, `Status: ${status}`)).toEqual({ kind: 'other' })
  })

  test('without an action is judged by the class of its status', () => {
    expect(read('Status: 5.2.1')).toEqual({ kind: 'failed', status: '5.2.1' })
    expect(read('Status: 4.2.2')).toEqual({ kind: 'delayed' })
    expect(read('Status: 2.1.5')).toEqual({ kind: 'other' })
  })

  test('is read with a remark behind the status, fields that go on in the next line, and names in any case', () => {
    expect(
      read('FINAL-RECIPIENT: rfc822; a@b.example', 'action: Failed (given up)', 'STATUS: 5.7.1 (refused)'),
    ).toEqual({ kind: 'failed', status: '5.7.1' })
    expect(
      read(
        'Diagnostic-Code: smtp; 550',
        '\tStatus: 4.0.0 is what the host said',
        'Action: failed',
        'Status:\r\n 5.0.0',
      ),
    ).toEqual({ kind: 'failed', status: '5.0.0' })
  })

  test('of several recipients tells a failure where one has failed, wherever it stands; of a field that stands twice the first counts', () => {
    expect(read('Action: delayed', 'Status: 4.4.1', '', 'Action: failed', 'Status: 5.1.1')).toEqual({
      kind: 'failed',
      status: '5.1.1',
    })
    expect(read('Action: failed', 'Status: 5.1.1', 'Action: delayed', 'Status: 4.4.1')).toEqual({
      kind: 'failed',
      status: '5.1.1',
    })
  })

  test('of which no recipient can be read says that the mail came back, and no more', () => {
    expect(reportIn({ ...REPORT, text: 'sorry' })).toEqual({ kind: 'failed', status: null })
    expect(read('Action: failed', 'Status: nonsense')).toEqual({ kind: 'failed', status: null })
  })

  test('is not taken from the words for people that stand before it', () => {
    const text = `Status: 5.1.1 would be bad.\r\n\r\n${fields('Action: delayed', 'Status: 4.4.1')}`
    expect(reportIn({ ...REPORT, text })).toEqual({ kind: 'delayed' })
  })
})

test('what comes from nobody and is no report is a failure that is unclear; from somebody it is a word of a person', () => {
  expect(reportIn(PLAIN)).toEqual({ kind: 'failed', status: null })
  expect(reportIn({ ...PLAIN, autoSubmitted: 'no' })).toEqual({ kind: 'failed', status: null })
  expect(reportIn({ ...PLAIN, fromNobody: false })).toEqual({ kind: 'other' })
})

test.each([
  ['an automatic reply (RFC 3834)', { ...PLAIN, autoSubmitted: 'auto-replied' }],
  ['an out-of-office reply of before that', { ...PLAIN, marks: ['', 'oof'] }],
  ['a note that it was read', { ...REPORT, reportType: 'disposition-notification' }],
  ['a complaint', { ...REPORT, reportType: 'feedback-report' }],
])('%s is no bounce', (_, mail) => {
  expect(reportIn(mail)).toEqual({ kind: 'other' })
})

test('the address of a bounce is found in any case, and only at its own domain', () => {
  const address = bounceAddress('t.01abc.x1.proof', 'Bounce.KCS.example')
  expect(address).toBe('bounce+t.01abc.x1.proof@Bounce.KCS.example')
  expect(tokenOfBounceAddress(address.toUpperCase(), 'bounce.kcs.example')).toBe('t.01abc.x1.proof')
  expect(tokenOfBounceAddress(address.toLowerCase(), 'Bounce.KCS.example')).toBe('t.01abc.x1.proof')
  for (const other of ['bounce+x@kcs.example', 'x@bounce.kcs.example', 'bounce@bounce.kcs.example', ''])
    expect(tokenOfBounceAddress(other, 'bounce.kcs.example')).toBeNull()
})

test('a status of the address, the mailbox or the host leads to another way; one of the mail or of us lies at the operator', () => {
  expect(['5.1.1', '5.2.1', '4.4.7', '5.4.4'].map(isOfAddress)).toEqual([true, true, true, true])
  const ofOthers = ['5.3.4', '5.6.1', '5.7.1', '5.0.0', '5.1.7', '5.1.8', null]
  expect(ofOthers.filter(isOfAddress)).toEqual([])
  expect(isOfAddress('5.1.10')).toBe(true)
  expect([bounceCode('5.1.1'), bounceCode(null)]).toEqual(['bounced-5.1.1', 'bounced'])
  expect([statusOfCode('bounced-5.1.1'), statusOfCode('bounced'), statusOfCode(undefined)]).toEqual([
    '5.1.1',
    null,
    null,
  ])
})

test('the other way of an office is the next that can be used, else what stands in', () => {
  const profile = plainProfile(new Date(0), 'email', 'email')
  expect(otherWay(profile, 'email')).toMatchObject({ mechanism: 'kcs-agent' })
  const ways = [...profile.ways, { system: 'print', endpoint: 'print' } as const]
  expect(otherWay({ ...profile, ways }, 'email')).toMatchObject({ mechanism: 'print' })
  expect(otherWay({ ...profile, ways }, 'email', () => ({ state: 'gone' }) as never)).toMatchObject({
    mechanism: 'kcs-agent',
  })
})

describe('the change of a tapal whose mail came back', () => {
  const sentAt = new Date('2026-11-27T04:00:00Z')
  const at = new Date('2026-11-27T04:05:00Z')

  test('tells the code, waits for the operator, and takes back what was done because nobody took it', () => {
    const { event, set } = bouncedChange({
      code: bounceCode('5.7.1'),
      key: bounceKey(sentAt),
      at,
      next: null,
    })
    expect(event).toMatchObject({ to: 'failed', cause: 'mail-bounced', code: 'bounced-5.7.1' })
    expect(set).toMatchObject({ owes: true, level: 0, escalatedTo: [], roseAt: {}, deliveredAt: null })
    expect(set.dueAt?.getTime()).toBe(at.getTime() + 30 * 24 * 3_600_000)
  })

  test('is of the mail that was sent last: one before the tapal was sent again says nothing of it', () => {
    const again = (seconds: number) => ({
      events: [{ from: 'failed', to: 'routed', at: new Date(sentAt.getTime() + seconds * 1000) }],
    })
    expect(isOlderMail(again(1) as never, sentAt)).toBe(true)
    // The address tells whole seconds.
    expect(isOlderMail(again(0.9) as never, sentAt)).toBe(false)
    expect(isOlderMail({ events: [{ from: 'routed', to: 'routed', at }] } as never, sentAt)).toBe(false)
  })
})
