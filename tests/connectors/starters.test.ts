// The agents that `kcs agent new` writes: what they owe outlives them, and bad calls do nothing to them.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Parcel } from '../../connectors/connector'
import { createHttpClient } from '../../connectors/http'
import { createPushConnector } from '../../connectors/push'
import { openPullStandIn, type PullStandIn } from '../../connectors/push/check/stand-in'
import { signedHeaders } from '../../connectors/signature'
import { envelopeOf } from '../../connectors/write-envelope'
import { until } from '../support/until'
import { type Gateway, startGateway } from './gateway'
import { endpointAt, newParcel, PDF, PDF_SHA256, SECRET } from './specimen'
import { type RunningStarter, startStarter } from './starter-agent'

describe.each(['node', 'python'] as const)('the starter in %s', (language) => {
  describe('that is called', () => {
    let gateway: Gateway
    let agent: RunningStarter
    const connector = createPushConnector({
      http: createHttpClient({ allowLoopback: true }, { totalMs: 20_000 }),
      get publicUrl() {
        return gateway.url
      },
      now: () => new Date(),
    })
    const endpoint = () => endpointAt('push', agent.url)
    const deliver = async (parcel: Parcel) => (await connector.deliver(endpoint(), [parcel]))[0]!.outcome

    beforeAll(async () => {
      gateway = await startGateway()
      agent = await startStarter(language, 'push', gateway)
    })
    afterAll(async () => {
      await agent?.stop()
      await gateway.stop()
    })

    /** The reports of the letter that KCS was told of, as it reads them. */
    async function told(deliveryKey: string) {
      const read = gateway.callbacks.map(({ headers, body }) =>
        connector.parseCallback!(endpoint(), { headers, body, receivedAt: new Date() }),
      )
      return (await Promise.all(read))
        .flat()
        .filter((one) => one.kind !== 'unread' && one.deliveryKey === deliveryKey)
    }

    test('has a letter once, and still knows what was done with it, when it was killed between two tries', async () => {
      const parcel = newParcel()
      const first = await deliver(parcel)
      await agent.act(parcel.deliveryKey, { kind: 'acknowledged', diaryNumber: 'ഇ/7/2026' })
      await agent.killAndRestart()
      expect(await deliver({ ...parcel, attempt: 2 })).toMatchObject({
        ...{ kind: 'duplicate', reference: (first as { reference: string }).reference },
        diary: { number: 'ഇ/7/2026' },
      })
    })

    test('gives a letter one number: the same for an act without one or with null, and none beside it', async () => {
      const { deliveryKey } = newParcel()
      await deliver(newParcel({ deliveryKey }))
      const act = async (more: object) => {
        const response = await agent.act(deliveryKey, { kind: 'acknowledged', ...more })
        return [response.status, ((await response.json()) as { diaryNumber?: string }).diaryNumber]
      }
      expect(await act({ diaryNumber: 'C/1' })).toEqual([200, 'C/1'])
      expect([await act({}), await act({ diaryNumber: null })]).toEqual([
        [200, 'C/1'],
        [200, 'C/1'],
      ])
      expect((await act({ diaryNumber: 'C/2' }))[0]).toBe(409)
    })

    test('reports what the office did, again and again until KCS has it', async () => {
      const parcel = newParcel()
      await deliver(parcel)
      gateway.failures = 1
      for (const act of [
        { kind: 'acknowledged' },
        { kind: 'movement', to: 'വിഭാഗം എ', key: 'm-1' },
        { kind: 'movement', to: 'വിഭാഗം എ', key: 'm-1' },
        { kind: 'closed' },
      ])
        expect((await agent.act(parcel.deliveryKey, act)).status).toBe(200)
      const reports = await until(
        async () => {
          const seen = await told(parcel.deliveryKey)
          return seen.length >= 3 ? seen : null
        },
        { what: 'the reports' },
      )
      expect(reports).toMatchObject([
        { kind: 'acknowledged', diary: { number: expect.stringMatching(/^KSITM-AGENT\//) as string } },
        { kind: 'movement', desk: { to: 'വിഭാഗം എ' } },
        { kind: 'closed' },
      ])
    })

    test('fetches the documents of a letter', async () => {
      const parcel = newParcel()
      await deliver(parcel)
      const path = join(agent.folder, 'state', 'documents', parcel.deliveryKey, PDF_SHA256)
      const content = () => readFile(path).catch(() => null)
      expect(await until(content, { what: 'the document' })).toEqual(PDF)
    })

    test('takes a call of which one of two signatures is right, and no call that is old or has none', async () => {
      const key = newParcel().deliveryKey
      const status = (headers: Record<string, string>) =>
        fetch(`${agent.url}/tapals/${key}`, { headers }).then((response) => response.status)
      const right = signedHeaders(SECRET, key, new Date(), '')
      const other = `v1,${Buffer.alloc(32).toString('base64')}`
      const both = { ...right, 'webhook-signature': `${other} ${right['webhook-signature']}` }
      const old = signedHeaders(SECRET, key, new Date(Date.now() - 301_000), '')
      expect(await Promise.all([both, old, {}].map(status))).toEqual([404, 401, 401])
    })

    test('refuses a body that is none of a letter or is too large, and goes on', async () => {
      const post = (body: string) =>
        fetch(`${agent.url}/tapals`, {
          method: 'POST',
          headers: signedHeaders(SECRET, 'x', new Date(), body),
          body,
        })
      const envelope = envelopeOf(newParcel(), gateway.url)
      const documents = [{ ...envelope.documents[0], sha256: '../register' }]
      const bodies = ['{', '[]', '"\ud800"', '['.repeat(100_000), JSON.stringify({ ...envelope, documents })]
      for (const body of bodies) expect((await post(body)).status).toBe(400)
      const tooLarge = await post('x'.repeat(1_100_000)).then(
        ({ status }) => status,
        () => 413,
      )
      expect(tooLarge).toBe(413)
      expect(await deliver(newParcel())).toMatchObject({ kind: 'delivered' })
    })
  })

  describe('that comes for its letters', () => {
    let standIn: PullStandIn
    let agent: RunningStarter
    beforeAll(async () => {
      standIn = await openPullStandIn(0, 'kcs_of_the_check')
      standIn.layDocument(PDF_SHA256, PDF)
      const home = { url: standIn.url, apiKey: 'kcs_of_the_check' }
      agent = await startStarter(language, 'pull', home, { COME_EVERY_SECONDS: '0.05' })
    })
    afterAll(async () => {
      await agent?.stop()
      await standIn.close()
    })

    const letter = () => {
      const parcel = newParcel()
      return { id: parcel.tapalId, envelope: envelopeOf(parcel, standIn.url) }
    }

    test('fetches a document from its beginning where what is kept of it is no part of it', async () => {
      const { id, envelope } = letter()
      const folder = join(agent.folder, 'state', 'documents', envelope.deliveryKey)
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${PDF_SHA256}.part`), Buffer.alloc(PDF.length + 1))
      standIn.layLetter(id, envelope)
      const content = () => readFile(join(folder, PDF_SHA256)).catch(() => null)
      expect(await until(content, { what: 'the document' })).toEqual(PDF)
    })

    test('has a letter once when it was killed after it had said so, and says what the office did', async () => {
      const { id, envelope } = letter()
      standIn.layLetter(id, envelope)
      const said = (act: string) => standIn.said.filter((one) => one.id === id && one.act === act)
      await until(async () => said('receive')[0], { what: 'the arrival' })
      await agent.killAndRestart()
      standIn.release(id)
      await until(async () => said('receive')[1], { what: 'the second arrival' })
      await agent.act(envelope.deliveryKey, { kind: 'acknowledged' })
      const diaryNumber = expect.stringMatching(/^KSITM-AGENT\//) as string
      expect(await until(async () => said('acknowledge')[0], { what: 'the number' })).toMatchObject({
        body: { diaryNumber },
      })
      expect(new Set(said('receive').map(({ body }) => body['reference'])).size).toBe(1)
    })
  })
})
