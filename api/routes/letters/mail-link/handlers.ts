// Taking a tapal by the link in its mail: looking changes nothing, for scanners of mails look too; the form posts.

import type { z } from 'zod'
import { errorEntry, isKcsError, KcsError } from '../../../../domain/common/error'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import { canMove, isTaken } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { ApiDeps } from '../../../deps'
import { faultOfFields, statusOf } from '../../../errors'
import { readBody } from '../../../http/read-body'
import type { Answer, Call } from '../../../http/route'
import { fieldErrorsOf } from '../../../http/schema-errors'
import { parseStrictJson } from '../../../http/strict-json'
import type { Identity } from '../../../../services/access/right/identity'
import { readDirectory } from '../../common/directory-names'
import { contentAnswer } from '../document/content'
import { acknowledge, diaryOf } from '../tapal/acknowledge'
import { tellTaken } from '../tapal/after-change'
import { drawFault, drawPage, type PageFacts, STYLE } from './page'
import { type takeDocumentParams, type takeParams, takeSchema } from './schema'

const FORM = 'application/x-www-form-urlencoded'
const BODY_BYTES = 16 * 1024

type Take = Call<Identity, z.infer<typeof takeParams>, Record<string, never>, undefined>
type TakeDocument = Call<Identity, z.infer<typeof takeDocumentParams>, Record<string, never>, undefined>

interface Letter {
  tapal: Tapal
  dispatch: Dispatch
}

export async function showLetter(call: Take): Promise<Answer> {
  return answered(call, async () => {
    const letter = await letterOf(call.deps, call.params.token)
    if (wantsJson(call))
      return json(200, { state: letter.tapal.state, diaryNumber: letter.tapal.diary?.number ?? null })
    return page(200, await facts(call, letter, {}))
  })
}

/** A second post of the same number is answered as the first; another number is a conflict. */
export async function takeLetter(call: Take): Promise<Answer> {
  return answered(call, async () => {
    const letter = await letterOf(call.deps, call.params.token)
    try {
      const given = await bodyOf(call)
      const { tapal, changed } = await acknowledge(call.deps.repositories.tapals, letter.tapal, {
        diary: diaryOf({ inwardNumber: null }, given, call.now),
        cause: 'acknowledged-by-link',
        actor: { kind: 'link' },
        at: call.now,
      })
      if (changed) tellTaken({ ...call, response: call.ctx.res }, tapal)
      if (wantsJson(call)) return json(200, { state: 'acknowledged', diaryNumber: tapal.diary?.number })
      return page(200, await facts(call, { ...letter, tapal }, {}))
    } catch (error) {
      if (!isKcsError(error) || wantsJson(call)) throw error
      call.ctx.state['code'] = error.code
      const now = (await call.deps.repositories.tapals.byId(letter.tapal.id)) ?? letter.tapal
      return page(
        statusOf(error.code),
        await facts(call, { ...letter, tapal: now }, { fault: errorEntry(error.code) }),
      )
    }
  })
}

export async function readLinkedDocument(call: TakeDocument): Promise<Answer> {
  const { dispatch, tapal } = await letterOf(call.deps, call.params.token)
  const document = dispatch.documents.find(({ sha256 }) => sha256 === call.params.sha256)
  if (!document || showsOf(tapal) === 'closed') throw new KcsError('not-found')
  return contentAnswer(call.deps.store, call.ctx, document.sha256, document.name)
}

export async function takeStyle(): Promise<Answer> {
  return {
    status: 200,
    body: STYLE,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  }
}

async function letterOf({ repositories, readMailLink }: ApiDeps, token: string): Promise<Letter> {
  const id = readMailLink(token)
  const tapal = id === null ? null : await repositories.tapals.byId(id)
  const dispatch = tapal && (await repositories.dispatches.byId(tapal.dispatch))
  if (!tapal || !dispatch) throw new KcsError('link-invalid')
  return { tapal, dispatch }
}

/** A browser is shown a page also where something is wrong. */
async function answered(call: Take, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (wantsJson(call) || !isKcsError(error)) throw error
    call.ctx.state['code'] = error.code
    return page(statusOf(error.code), drawFault(errorEntry(error.code)))
  }
}

async function bodyOf({ ctx }: Take): Promise<z.infer<typeof takeSchema>> {
  const type = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
  if (type !== FORM && type !== 'application/json') throw new KcsError('media-type-unsupported')
  const bytes = await readBody(ctx.req, BODY_BYTES)
  const value = type === FORM ? formOf(bytes) : parseStrictJson(bytes)
  const result = takeSchema.safeParse(value)
  if (!result.success) throw faultOfFields(fieldErrorsOf(result.error))
  const { diaryDate, diaryNumber } = result.data
  return diaryDate ? { diaryNumber, diaryDate } : { diaryNumber }
}

function formOf(bytes: Buffer): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(bytes.toString('utf8'))) {
    if (Object.hasOwn(form, name)) throw new KcsError('parameter-repeated')
    Object.defineProperty(form, name, { value, enumerable: true })
  }
  return form
}

async function facts(
  { deps, params, now }: Take,
  { tapal, dispatch }: Letter,
  more: Pick<PageFacts, 'fault'>,
): Promise<string> {
  const places = [tapal.sender, tapal]
  const directory = await readDirectory(
    deps.repositories,
    { offices: places.map(({ office }) => office), seats: places.map(({ seat }) => seat) },
    now,
  )
  return drawPage({
    token: params.token,
    tapal,
    dispatch,
    sender: directory.party(tapal.sender),
    recipient: directory.party(tapal),
    shows: showsOf(tapal),
    ...more,
  })
}

function showsOf(tapal: Tapal): PageFacts['shows'] {
  if (isTaken(tapal.state)) return 'taken'
  return canMove(tapal.state, 'acknowledged') ? 'form' : 'closed'
}

function wantsJson({ ctx }: Take): boolean {
  return ctx.accepts('html', 'json') === 'json'
}

const json = (status: number, body: object): Answer => ({
  status,
  body,
  headers: { 'cache-control': 'no-store' },
})

function page(status: number, html: string): Answer {
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
