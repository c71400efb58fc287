import { ERROR_CODES, ERROR_KINDS, errorEntry, isKcsError, KcsError } from '../../../domain/common/error'

test.each(ERROR_CODES)('%s says what is wrong and what to do next', (code) => {
  const { kind, title, remedy } = errorEntry(code)
  expect(ERROR_KINDS).toContain(kind)
  expect(title).toMatch(/^[A-Z].*\.$/)
  expect(remedy).toMatch(/^[A-Z].*\.$/)
  expect(remedy).not.toBe(title)
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test('every kind of fault is used, so that every status of the API has a code', () => {
  const used = new Set(ERROR_CODES.map((code) => errorEntry(code).kind))
  expect(ERROR_KINDS.filter((kind) => !used.has(kind))).toEqual([])
})

test('a fault carries its code, its place in the input and when to come back', () => {
  const errors = [{ pointer: '/subject', detail: 'is missing' }]
  const fault = new KcsError('validation-failed', { detail: 'one field', errors, retryAfterSeconds: 5 })
  expect(fault).toMatchObject({
    code: 'validation-failed',
    detail: 'one field',
    errors,
    retryAfterSeconds: 5,
  })
  expect(fault.message).toBe('validation-failed: one field')
  expect(new KcsError('internal').message).toBe('internal: Something failed on our side.')
})

test('a fault of ours is known also when it comes from another realm', () => {
  expect(isKcsError(new KcsError('internal'))).toBe(true)
  expect(isKcsError(Object.assign(new Error('x'), { name: 'KcsError', code: 'internal' }))).toBe(true)
  expect(isKcsError(new Error('x'))).toBe(false)
  expect(isKcsError({ name: 'KcsError', code: 'internal' })).toBe(false)
  expect(isKcsError(null)).toBe(false)
})
