// Soochika and KCS together: letters in doubt are asked about and never doubled, what is sent there arrives, and what is done there is known.

import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { createStore } from '../../../process/compose'
import { newId } from '../../../process/new-id'
import { readLetter } from '../../../process/read-letter'
import { type CollectReport, collectFrom } from '../../../services/letters/collect/collect'
import { deliver } from '../../activities/letters/lane'
import { openRig, type Rig, run } from '../../activities/letters/rig'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { OPEN_SECRETS } from '../../support/open-secrets'
import { recordingRuns } from '../../support/recording-runs'
import { get } from '../reference-agents/running'
import { type Rig as AgentRig } from '../rigs'
import { newOutgoing, newParcel, PDF_SHA256, SETTINGS } from '../specimen'
import { actOn, faultEnvelope, inwardsUnder, startSoochika } from './worker'

let rig: Rig
let agent: AgentRig
beforeEach(async () => {
  agent = await startSoochika()
  rig = await openRig()
  rig.clock.now = new Date()
  Object.assign(rig.connectors.soochika, agent.connector)
  await rig.repositories.endpoints.save({
    ...{
      id: 'soochika',
      mechanism: 'soochika',
      agent: 'LSG',
      address: agent.endpoint.address,
      concurrency: 4,
    },
    backOff: { initialMs: 20_000, factor: 3, maxMs: 3_600_000, maxAttempts: 0 },
    sealedSettings: JSON.stringify(SETTINGS),
  })
  await rig.repositories.offices.save([buildOffice('CDIT', 'soochika'), buildOffice('RECV')])
  await rig.repositories.seats.save([buildSeat('CDIT/TAPAL'), buildSeat('RECV/TAPAL')])
})
afterEach(async () => {
  await rig.close()
  await agent.stop()
})

describe('what is sent there', () => {
  /** A letter to the office that has Soochika, resolved. */
  async function letter(): Promise<string> {
    const { dispatch } = await rig.repositories.dispatches.accept(
      buildDispatch({ acceptedAt: rig.clock.now, recipients: [{ office: 'CDIT', purpose: 'action' }] }),
    )
    await run(() => rig.near().resolveRecipients(dispatch.id))
    return dispatch.id
  }
  const tapalOf = async (id: string) => (await rig.repositories.tapals.ofDispatch(id, 10))[0]!
  /** One round of the lane; it asks to be run again while something waits. */
  const round = (id: string) => deliver(rig, id, 'soochika').catch(() => undefined)
  const passWait = async (id: string) =>
    rig.clock.pass((await tapalOf(id)).nextAttemptAt!.getTime() - rig.clock.now.getTime())

  test('is acknowledged by the inward number, with section and year', async () => {
    const id = await letter()
    await round(id)
    expect(await tapalOf(id)).toMatchObject({
      reference: 'PRE-1',
      diary: { number: expect.stringMatching(/^.+-1\/\d{4}$/) as string },
    })
  })

  test.each([
    ['cut', true],
    ['cut', false],
  ])(
    'and of which nothing was said (%s, after its effect: %j) lies there once',
    async (mode, afterEffect) => {
      await agent.knobs({ faults: [{ on: agent.deliveryCall, mode, afterEffect }] })
      const id = await letter()
      await round(id)
      expect(await tapalOf(id)).toMatchObject({ state: 'handed-over' })
      // Asked what became of it, and where it was never seen sent again.
      for (let rounds = 0; rounds < 3 && (await tapalOf(id)).nextAttemptAt !== null; rounds += 1) {
        await passWait(id)
        await round(id)
      }
      expect(await tapalOf(id)).toMatchObject({ reference: 'PRE-1', diary: {} })
      expect(await inwardsUnder(agent.agentUrl, deliveryKey((await tapalOf(id)).id))).toHaveLength(1)
    },
  )

  test('and refused has its code, the words of the office and the right office', async () => {
    const error = '<Code>NotThisOffice</Code><Remarks>ഇവിടെയല്ല</Remarks><RightOffice>RECV</RightOffice>'
    const body = faultEnvelope('Client', error)
    await agent.knobs({ faults: [{ on: agent.deliveryCall, status: 500, body }] })
    const id = await letter()
    await round(id)
    expect(await tapalOf(id)).toMatchObject({
      state: 'refused',
      refusal: { code: 'not-for-this-office', reason: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
    })
  })
})

describe('what is collected', () => {
  async function collect(): Promise<CollectReport> {
    rig.clock.pass(60_000)
    const store = createStore(rig.database, () => rig.clock.now)
    await store.prepare()
    const deps = {
      ...{ repositories: rig.repositories, store, runs: recordingRuns(), readLetter, newId },
      ...{ secrets: OPEN_SECRETS, connectors: rig.connectors, random: () => 0.5, now: () => rig.clock.now },
    }
    return collectFrom(deps, { endpoint: 'soochika' }, { beat: () => undefined })
  }
  beforeEach(async () => {
    await rig.repositories.agents.add({
      ...{
        id: 'LSG',
        name: 'Soochika',
        offices: ['CDIT'],
        endpoint: 'soochika',
        keys: [],
        createdAt: rig.clock.now,
      },
    })
  })
  const write = (change: Record<string, unknown>) =>
    agent.originate({
      ...newOutgoing(),
      sender: { seat: 'CDIT/TAPAL' },
      recipients: [{ office: 'RECV', purpose: 'action' }],
      ...change,
    })
  const itemOf = async (id: string) => {
    const { items } = await get<{ items: { id: string; state: string; answer: string }[] }>(
      `${agent.agentUrl}/desk/outbox`,
    )
    return items.findLast((item) => item.id === id)!
  }

  test('a letter of an office is sent as one of the API, with its documents, and its clerk sees under which id', async () => {
    await write({ id: 'L1', letterNumber: 'A1/1/2026' })
    expect(await collect()).toMatchObject({ held: null, taken: 1, refused: 0, fault: '' })
    const item = await itemOf('L1')
    expect(item).toMatchObject({ state: 'taken' })
    expect(await rig.repositories.dispatches.byId(item.answer)).toMatchObject({
      sender: { office: 'CDIT', seat: 'CDIT/TAPAL' },
      subject: 'മാസ റിപ്പോർട്ട്: monthly report <specimen>',
      letterNumber: 'A1/1/2026',
      documents: [{ sha256: PDF_SHA256, name: 'റിപ്പോർട്ട് report.pdf' }],
    })
    expect(await collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
  })

  test('a letter with a fault is refused with words for its clerk, and taken when it was corrected', async () => {
    await write({ id: 'L1', recipients: [{ office: 'NOWHERE', purpose: 'action' }] })
    await write({ id: 'L2', letterNumber: 'A1/2/2026' })
    expect(await collect()).toMatchObject({ taken: 1, refused: 1 })
    expect(await itemOf('L1')).toMatchObject({
      state: 'rejected',
      answer: expect.stringContaining('/recipients/0') as string,
    })
    await write({ id: 'L1', letterNumber: 'A1/3/2026' })
    expect(await collect()).toMatchObject({ taken: 1, refused: 0 })
    expect(await itemOf('L1')).toMatchObject({ state: 'taken' })
  })

  test('a document whose name leads elsewhere is refused', async () => {
    const [document] = newOutgoing()['documents'] as object[]
    await write({ id: 'L1', documents: [{ ...document, name: '../../etc/passwd.pdf' }] })
    expect(await collect()).toMatchObject({ taken: 0, refused: 1 })
    expect((await itemOf('L1')).answer).toContain('/documents/0')
  })

  test('a document that breaks off makes its letter wait, and it is taken the next time', async () => {
    await write({ id: 'L1', letterNumber: 'A1/5/2026' })
    await agent.knobs({ faults: [{ on: 'POST /office/documents', mode: 'cut' }] })
    expect(await collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
    rig.clock.pass(3_600_000)
    expect(await collect()).toMatchObject({ taken: 1, refused: 0, fault: '' })
  })

  test('what it was told and did not hear is told again, and nothing is doubled', async () => {
    await write({ id: 'L1', letterNumber: 'A1/4/2026' })
    // The page is read, and the line breaks when it is settled.
    const settle = agent.connector.settle!.bind(agent.connector)
    let cuts = 1
    Object.assign(rig.connectors.soochika, {
      async settle(...told: Parameters<typeof settle>) {
        if (cuts-- > 0)
          await agent.knobs({ faults: [{ on: 'POST /office/outbox', mode: 'cut', afterEffect: false }] })
        return settle(...told)
      },
    })
    expect(await collect()).toMatchObject({ fault: 'connection-lost' })
    rig.clock.pass(3_600_000)
    expect(await collect()).toMatchObject({ fault: '' })
    expect(await itemOf('L1')).toMatchObject({ state: 'taken' })
    const rows = rig.database.collection('dispatches')
    expect(await rows.countDocuments({ letterNumber: 'A1/4/2026' })).toBe(1)
  })

  test('what an office did with a letter stands in its trace: number, seats and files', async () => {
    const tapal = buildTapal(buildDispatch(), rig.clock.now, {
      ...{ mechanism: 'soochika', endpoint: 'soochika', taking: 'diary' },
    })
    await rig.repositories.tapals.insert([tapal])
    const key = deliveryKey(tapal.id)
    await agent.connector.deliver(agent.endpoint, [newParcel({ tapalId: tapal.id, deliveryKey: key })])
    for (const act of [
      { act: 'Opened' },
      { act: 'Moved', toSeat: 'ക്ലർക്ക് A1' },
      { act: 'Acknowledged' },
      { act: 'Filed', fileNo: 'A1-9/2026' },
    ])
      await actOn(agent.agentUrl, key, act)
    expect(await collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
    const after = (await rig.repositories.tapals.byId(tapal.id))!
    expect(after.diary?.number).toMatch(/^FO-1\/\d{4}$/)
    expect(after.events.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
    )
    expect(await collect()).toMatchObject({ reports: 0, refused: 0 })
  })

  test('a refusal and a closing are collected, too', async () => {
    const tapals = [1, 2].map(() =>
      buildTapal(buildDispatch(), rig.clock.now, {
        ...{ mechanism: 'soochika', endpoint: 'soochika', taking: 'diary' },
      }),
    )
    await rig.repositories.tapals.insert(tapals)
    const [refused, closed] = tapals.map(({ id }) => deliveryKey(id))
    for (const { id } of tapals)
      await agent.connector.deliver(agent.endpoint, [
        newParcel({ tapalId: id, deliveryKey: deliveryKey(id) }),
      ])
    await actOn(agent.agentUrl, refused!, { act: 'Refused', code: 'NotSigned', remarks: 'ഒപ്പില്ല' })
    await actOn(agent.agentUrl, closed!, { act: 'Acknowledged' })
    await actOn(agent.agentUrl, closed!, { act: 'Closed' })
    expect(await collect()).toMatchObject({ reports: 3, refused: 0, fault: '' })
    expect(await rig.repositories.tapals.byId(tapals[0]!.id)).toMatchObject({
      state: 'refused',
      refusal: { code: 'not-signed', reason: 'ഒപ്പില്ല' },
    })
    expect(await rig.repositories.tapals.byId(tapals[1]!.id)).toMatchObject({ state: 'closed' })
  })
})
