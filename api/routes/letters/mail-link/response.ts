// Responses of the mail link: JSON for programs that ask for it, a page for a browser, also where something is wrong.

import { type ErrorCode, errorEntry, isKcsError } from '../../../../domain/common/error'
import type { Identity } from '../../../../services/access/right/identity'
import { type LinkedLetter, stageOf } from '../../../../services/letters/mail-link/read'
import { statusOf } from '../../../errors'
import type { RouteResponse, Call } from '../../../http/route'
import { readDirectoryNames } from '../../common/directory-names'
import { drawFault, drawPage } from './page'

type LinkCall = Call<Identity, { token: string }, Record<string, never>, undefined>

export function wantsJson({ ctx }: Pick<LinkCall, 'ctx'>): boolean {
  return ctx.accepts('html', 'json') === 'json'
}

export function jsonResponse(status: number, body: object): RouteResponse {
  return { status, body, headers: { 'cache-control': 'no-store' } }
}

/** The response of the work, or for a browser a page that says what was wrong. */
export async function orFaultPage(
  call: LinkCall,
  work: () => Promise<RouteResponse>,
): Promise<RouteResponse> {
  try {
    return await work()
  } catch (error) {
    if (wantsJson(call) || !isKcsError(error)) throw error
    call.ctx.state['code'] = error.code
    return pageResponse(statusOf(error.code), drawFault(errorEntry(error.code)))
  }
}

/** The page of the letter; with the code of what was wrong with the last try, if there was one. */
export async function letterPage(
  { deps, params, ctx, now }: LinkCall,
  { tapal, dispatch }: LinkedLetter,
  code?: ErrorCode,
): Promise<RouteResponse> {
  const parties = [tapal.sender, tapal]
  const directory = await readDirectoryNames(
    deps.repositories,
    { offices: parties.map(({ office }) => office), seats: parties.map(({ seat }) => seat) },
    now,
  )
  if (code !== undefined) ctx.state['code'] = code
  const html = drawPage({
    token: params.token,
    tapal,
    dispatch,
    sender: directory.party(tapal.sender),
    recipient: directory.party(tapal),
    shows: stageOf(tapal),
    ...(code === undefined ? {} : { fault: errorEntry(code) }),
  })
  return pageResponse(code === undefined ? 200 : statusOf(code), html)
}

function pageResponse(status: number, html: string): RouteResponse {
  return {
    status,
    body: html,
    // The address is the right to take the letter: it must not travel on.
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  }
}
