// Responses of the mail link: JSON for programs that ask for it, a page for everybody else.

import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { Identity } from '../../../../services/access/right/identity'
import { type LinkedLetter, stageOf, type UsedLink } from '../../../../services/letters/mail-link/read'
import { statusOf } from '../../../errors'
import type { Call, RouteResponse } from '../../../http/route'
import { languageOf, PAGE_HEADERS } from '../../../pages/frame'
import { readDirectoryNames } from '../../common/directory-names'
import { drawPage, type LastTry } from './page'

type LinkCall = Call<Identity, { token: string }, Record<string, never>, undefined>

/** The link of the request. */
export function linkOf({ params, deps }: Pick<LinkCall, 'params' | 'deps'>): UsedLink {
  return { token: params.token, days: deps.settings.mailLinkDays }
}

export function wantsJson({ ctx }: Pick<LinkCall, 'ctx'>): boolean {
  return ctx.accepts('html', 'json') === 'json'
}

export function jsonResponse(status: number, body: object): RouteResponse {
  return { status, body, headers: { 'cache-control': 'no-store' } }
}

/** The page of the letter; with what was wrong with the last try, if there was one. */
export async function letterPage(
  { deps, params, ctx, now }: LinkCall,
  { tapal, dispatch }: LinkedLetter,
  fault?: LastTry,
): Promise<RouteResponse> {
  const parties = [tapal.sender, tapal]
  const directory = await readDirectoryNames(
    deps.repositories,
    { offices: parties.map(({ office }) => office), seats: parties.map(({ seat }) => seat) },
    now,
  )
  if (fault) ctx.state['code'] = fault.code
  const html = drawPage({
    language: languageOf(ctx),
    token: params.token,
    tapal,
    dispatch,
    sender: directory.party(tapal.sender),
    recipient: directory.party(tapal),
    shows: stageOf(tapal),
    today: dayInKerala(now),
    ...(fault ? { fault } : {}),
  })
  return { status: fault ? statusOf(fault.code) : 200, body: html, headers: { ...PAGE_HEADERS } }
}
