// Sessions at ILGMS: one for each account, shared by all calls of a process, and begun anew once where it has ended.

import { Readable } from 'node:stream'
import { faultOf, type HttpAnswer, type HttpCall, type HttpFault } from '../http'
import { type Line } from '../http-connector'
import { type Download } from '../http-download'
import { isOk } from '../http-outcome'
import { readAnswer } from '../reading'
import { loginFailure } from './errors'
import { endedSchema, type Login, sessionSchema } from './schema'

/** Who logs in, and where. */
export interface Account {
  address: string
  user: string
  password: string
}

export const SESSION_HEADER = 'x-ilgms-session'

/** A body that says that a session has ended is not longer. */
const MARK_BYTES = 1024
/** Where ILGMS says nothing, and the longest that is believed. */
const VALID_SECONDS = 20 * 60
const LONGEST_VALID_SECONDS = 24 * 3600
/** A session is not used in its last moments. */
const MARGIN_MS = 2_000
/** A login that was refused is not tried again at once, for many wrong ones lock an account. */
const REFUSED_FOR_MS = 30_000
/** Accounts whose sessions are kept; of more the oldest is forgotten, and logs in again. */
const MAX_KEPT = 2_000

type Begun = { id: string } | { failure: HttpAnswer | HttpFault }

interface Session {
  begun: Promise<Begun>
  /** The last millisecond of the clock at which it is used; for ever while its login is under way. */
  until: number
}

/**
 * Returns what makes a line to ILGMS one on which each call goes within a session of the account. A call whose session has
 * ended goes once more in a new one, and never a third time; calls at once share a login. Other processes may hold sessions of
 * the same account.
 */
export function createSessions(now: () => Date): (line: Line, account: Account) => Line {
  const sessions = new Map<string, Session>()
  const sessionOf = (line: Line, account: Account): Session => {
    const name = JSON.stringify([account.address, account.user, account.password])
    const known = sessions.get(name)
    if (known && now().getTime() <= known.until) return known
    const fresh: Session = {
      until: Infinity,
      begun: logIn(line, account).then(({ begun, forMs }) => {
        fresh.until = now().getTime() + forMs
        return begun
      }),
    }
    sessions.delete(name)
    sessions.set(name, fresh)
    if (sessions.size > MAX_KEPT) sessions.delete([...sessions.keys()][0]!)
    return fresh
  }
  const within = async <Result extends object>(
    line: Line,
    account: Account,
    send: (headers: Record<string, string>) => Promise<Result | HttpAnswer | HttpFault>,
    mayRepeat = true,
  ): Promise<Result | HttpAnswer | HttpFault> => {
    const once = async () => {
      const session = sessionOf(line, account)
      const begun = await session.begun
      if ('failure' in begun) return { result: begun.failure, hasEnded: false }
      const result = await send({ [SESSION_HEADER]: begun.id })
      const hasEnded = isEnd(result)
      // Another call may have begun the next one already; that one stays.
      if (hasEnded) session.until = -Infinity
      return { result: hasEnded ? { ...result, status: 401 } : result, hasEnded }
    }
    const first = await once()
    return first.hasEnded && mayRepeat ? (await once()).result : first.result
  }
  return (line, account) => ({
    async http(call) {
      const isStream = call.body !== undefined && typeof call.body !== 'string'
      const send = (headers: Record<string, string>) => line.http(withHeaders(call, headers))
      // A stream is read once; whoever brought it opens it again.
      const result = await within<never>(line, account, send, !isStream)
      if (isStream) (call.body as Readable).destroy()
      return result
    },
    download: (call) =>
      within<Download>(line, account, async (headers) =>
        lookedInto(await line.download(withHeaders(call, headers))),
      ),
  })
}

/** Whether the answer says that the session has ended: by its status, or in its body. */
export function isEnd(result: object): result is HttpAnswer {
  if (!('status' in result)) return false
  const answer = result as HttpAnswer
  if (answer.status === 401) return true
  const { body } = answer
  return body !== null && body.length <= MARK_BYTES && 'value' in readAnswer(endedSchema, answer)
}

/** A session, or why there is none, and for how long that holds. */
async function logIn(
  { http }: Line,
  { address, user, password }: Account,
): Promise<{ begun: Begun; forMs: number }> {
  const login: Login = { userName: user, password }
  const result = await http({
    method: 'POST',
    url: `${address}/session`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(login),
  })
  const reading = isOk(result) ? readAnswer(sessionSchema, result) : null
  if (reading === null || 'unread' in reading) {
    const isRefused = 'status' in result && (result.status === 401 || result.status === 403)
    return { begun: { failure: loginFailure(result) }, forMs: isRefused ? REFUSED_FOR_MS : -1 }
  }
  const { sessionId, validSeconds = VALID_SECONDS } = reading.value
  const forMs = Math.min(validSeconds, LONGEST_VALID_SECONDS) * 1000 - MARGIN_MS
  return { begun: { id: sessionId }, forMs }
}

function withHeaders<Call extends Omit<HttpCall, 'answerBytes'>>(
  call: Call,
  headers: Record<string, string>,
): Call {
  return { ...call, headers: { ...call.headers, ...headers } }
}

/** A content as it came; or the answer, where it is no content but says that the session has ended. */
async function lookedInto(
  result: Download | HttpAnswer | HttpFault,
): Promise<Download | HttpAnswer | HttpFault> {
  if (!('stream' in result) || (result.size !== null && result.size > MARK_BYTES)) return result
  const chunks = result.stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const begun: Buffer[] = []
  let isWhole = false
  try {
    for (let size = 0; size <= MARK_BYTES && !isWhole; ) {
      const next = await chunks.next()
      if (next.done === true) isWhole = true
      else begun.push(next.value)
      size += next.done === true ? 0 : next.value.length
    }
  } catch (error) {
    return faultOf(error)
  }
  const beginning = Buffer.concat(begun)
  const answer: HttpAnswer = { status: 200, headers: {}, body: beginning }
  if (isWhole && isEnd(answer)) return answer
  return { stream: joined(beginning, chunks, result.stream), size: result.size }
}

/** The bytes that were read, and those that follow. */
function joined(beginning: Buffer, rest: AsyncIterator<Buffer>, source: Readable): Readable {
  async function* all(): AsyncGenerator<Buffer> {
    yield beginning
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  }
  const stream = Readable.from(all(), { objectMode: false })
  stream.once('close', () => source.destroy())
  return stream
}
