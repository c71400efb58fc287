// Judges who asks, and remembers when: what a request does is done with the rights of that instant.

import type { Context } from 'koa'
import type { ApiDeps } from '../deps'
import { identify } from './identify'
import type { Identity } from '../../services/access/right/identity'

/** Rights that are older are looked up anew before they are used: a body may take its time to arrive. */
const FRESH_MS = 1000

type Deps = Pick<ApiDeps, 'repositories' | 'settings' | 'now'>

/** Puts on the request who asks, as of now. */
export async function judge(ctx: Context, deps: Deps): Promise<void> {
  const { authorization, cookie } = ctx.req.headers
  ctx.state['judgedAt'] = deps.now()
  ctx.state['identity'] = await identify(deps, {
    ...(authorization === undefined ? {} : { authorization }),
    ...(cookie === undefined ? {} : { cookie }),
  })
}

/** Who asks, and the instant of which that is true: less than a second ago. */
export async function judged(ctx: Context, deps: Deps): Promise<{ identity: Identity; at: Date }> {
  if (deps.now().getTime() - (ctx.state['judgedAt'] as Date).getTime() >= FRESH_MS) await judge(ctx, deps)
  return { identity: ctx.state['identity'] as Identity, at: ctx.state['judgedAt'] as Date }
}
