// Reads the body of a request into memory, up to a limit of bytes and of time.

import type { IncomingMessage } from 'node:http'
import { KcsError } from '../../domain/common/error'

const READ_TIMEOUT_MS = 30_000

/** Throws KcsError `body-too-large`, `body-cut`, `media-type-unsupported` (compressed bodies are not taken). */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new KcsError('media-type-unsupported', { detail: 'Compressed bodies are not taken.' })
  }
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > limitBytes) throw tooLarge(limitBytes)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (settle: () => void): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut)
      settle()
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limitBytes) finish(() => reject(tooLarge(limitBytes)))
      else chunks.push(chunk)
    }
    const onEnd = (): void => finish(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    const onCut = (): void => finish(() => reject(new KcsError('body-cut')))
    const timer = setTimeout(
      () => finish(() => reject(new KcsError('body-cut', { detail: 'The body did not arrive in time.' }))),
      READ_TIMEOUT_MS,
    )
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut)
  })
}

function tooLarge(limitBytes: number): KcsError {
  return new KcsError('body-too-large', { detail: `At most ${limitBytes} bytes are taken here.` })
}
