// What people at an agent of our protocol do and see, and what a demo or a test drives.

import { type Router } from '@koa/router'
import { type page } from './page'
import { type Act, actSchema } from './protocol'
import { jsonOf, Refusal, reply } from './server'

/** An agent with the letters that it has; an act is null where it is not possible now. */
interface DeskAgent<Letter> {
  letters: { all(): Letter[]; find(deliveryKey: string): Letter | undefined }
  act(deliveryKey: string, act: Act): Promise<unknown>
}

export function addProtocolDesk<Letter>(
  router: Router,
  agent: DeskAgent<Letter>,
  show: { overview(): ReturnType<typeof page>; letter(letter: Letter): Record<string, unknown> },
): void {
  router.get('/', (ctx) => {
    const { status, headers, body } = show.overview()
    reply(ctx, status, body, headers)
  })
  router.get('/letters', (ctx) => reply(ctx, 200, { letters: agent.letters.all().map(show.letter) }))
  router.post('/letters/:key/acts', async (ctx) => {
    const key = ctx.params.key!
    if (!agent.letters.find(key)) throw new Refusal(404, { code: 'unseen' })
    const done = await agent.act(key, actSchema.parse(await jsonOf(ctx)))
    if (!done) throw new Refusal(409, { code: 'not-possible-now' })
    reply(ctx, 200, done)
  })
}
