import { createLogger } from '../../config/logger'

function written(act: (logger: ReturnType<typeof createLogger>) => void): string {
  let lines = ''
  act(createLogger({ service: 'api', level: 'info' }, { write: (line) => void (lines += line) }))
  return lines
}

describe('the log', () => {
  test.each([
    { authorization: 'Bearer KEEP-OUT' },
    { headers: { authorization: 'KEEP-OUT', cookie: 'KEEP-OUT', 'set-cookie': 'KEEP-OUT' } },
    { req: { headers: { cookie: 'KEEP-OUT' } } },
    { tapal: { subject: 'KEEP-OUT' } },
    { tapal: { sender: { officer: { name: 'KEEP-OUT' } } } },
    { token: 'KEEP-OUT', secret: 'KEEP-OUT', password: 'KEEP-OUT', apiKey: 'KEEP-OUT' },
  ])('blots out what is confidential in %j', (fields) => {
    const line = written((logger) => logger.info(fields, 'done'))
    expect(line).toContain('[hidden]')
    expect(line).not.toContain('KEEP-OUT')
  })

  test('says which process wrote, when, and what about', () => {
    const line = written((logger) => logger.child({ dispatch: 'd1' }).info('started'))
    expect(JSON.parse(line)).toMatchObject({
      service: 'api',
      dispatch: 'd1',
      msg: 'started',
      time: expect.any(String),
    })
  })

  test('writes of an error its name, code, words and cause, and nothing that a driver hangs on it', () => {
    const cause = Object.assign(new Error('connection closed'), { code: 'ECONNRESET', sent: 'KEEP-OUT' })
    const error = Object.assign(new TypeError('no database', { cause }), { socket: {} as object })
    Object.assign(error.socket, { owner: error })
    const line = written((logger) => logger.error({ err: error }, 'internal'))
    expect(line).not.toContain('KEEP-OUT')
    expect(JSON.parse(line)).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'no database',
        stack: expect.stringContaining('logger.test.ts'),
        cause: { type: 'Error', code: 'ECONNRESET', message: 'connection closed' },
      },
    })
  })

  test('keeps to its level', () => {
    expect(written((logger) => logger.debug('too much'))).toBe('')
  })
})
