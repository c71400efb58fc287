// By what an employee is reached follows from what the employee has chosen, and for which number.

import { newEmployee } from '../../../domain/directory/charge/charge'
import { choiceOf, chosen, smsNumber, whatsappNumber } from '../../../domain/directory/employee/reached'

const AT = new Date('2026-11-22T05:00:00Z')
const LATER = new Date('2026-11-23T05:00:00Z')
const employee = newEmployee({ pen: 'P1', name: 'Holder', phone: '098470 12345' })

test('an employee is told by SMS unless it is not wanted, and by WhatsApp only after agreeing', () => {
  expect([smsNumber(employee), whatsappNumber(employee)]).toEqual(['+919847012345', ''])
  const agreed = { ...employee, ...chosen(employee, { sms: false, whatsapp: true }, AT) }
  expect([smsNumber(agreed), whatsappNumber(agreed)]).toEqual(['', '+919847012345'])
  expect([agreed.whatsappSince, choiceOf(agreed)]).toEqual([AT, { sms: false, whatsapp: true }])
})

test('a consent keeps its instant when it is given again, and leaves nothing when it is taken back', () => {
  const agreed = { ...employee, ...chosen(employee, { sms: true, whatsapp: true }, AT) }
  expect(chosen(agreed, { sms: false, whatsapp: true }, LATER).whatsappSince).toEqual(AT)
  expect(chosen(agreed, { sms: true, whatsapp: false }, LATER)).toEqual({
    bySms: true,
    whatsappTo: '',
    whatsappSince: null,
  })
})

test('a consent is for its number: another one is not written to until it is given anew', () => {
  const agreed = { ...employee, ...chosen(employee, { sms: true, whatsapp: true }, AT) }
  const moved = { ...agreed, phone: '+919400000001' }
  expect([whatsappNumber(moved), choiceOf(moved).whatsapp]).toEqual(['', false])
  expect(chosen(moved, { sms: true, whatsapp: true }, LATER)).toMatchObject({
    whatsappTo: '+919400000001',
    whatsappSince: LATER,
  })
})

test('a telephone that is no mobile is told nothing', () => {
  const desk = { ...employee, phone: '0471-2518000' }
  expect([smsNumber(desk), whatsappNumber(desk)]).toEqual(['', ''])
})
