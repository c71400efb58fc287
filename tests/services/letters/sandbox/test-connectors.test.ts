// By which ways a test letter leaves: to its own agent, and by no other, whatever its row says.

import { MECHANISMS, type Mechanism } from '../../../../domain/letters/systems'
import { testConnectors } from '../../../../services/letters/sandbox/test-connectors'
import { endpointAt, newParcel } from '../../../connectors/specimen'
import { type ScriptedConnector, scriptedConnector } from '../../../support/scripted-connector'

const OWN = 'agent-of-test'

function rig() {
  const real = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, scriptedConnector(mechanism)]),
  ) as Record<Mechanism, ScriptedConnector>
  return { real, guarded: testConnectors(real) }
}

const toPush = (agent: string | null) => ({ ...endpointAt('push', 'https://agent.example'), agent })
const testParcel = (agent: string) => newParcel({ test: { agent, behaviour: 'refuse' } })

test('to an endpoint of the agent that sent it a test letter is handed over', async () => {
  const { real, guarded } = rig()
  const parcel = testParcel(OWN)
  const [report] = await guarded.push.deliver(toPush(OWN), [parcel])
  expect(real.push.calls.map(({ key }) => key)).toEqual([parcel.deliveryKey])
  expect(report).toMatchObject({ tapalId: parcel.tapalId, outcome: { kind: 'delivered' } })
})

test.each([
  ['of another agent', 'agent-of-another', testParcel(OWN)],
  ['of no agent', null, testParcel(OWN)],
  ['of its agent, if the letter is meant', OWN, newParcel()],
])('at an endpoint %s nobody is called: the test office answers', async (_what, agent, parcel) => {
  const { real, guarded } = rig()
  const [report] = await guarded.push.deliver(toPush(agent), [parcel])
  expect(real.push.calls).toEqual([])
  expect(report!.tapalId).toBe(parcel.tapalId)
  expect(report!.outcome.kind).toBe(parcel.test ? 'refused' : 'delivered')
})

test('by a way whose letters do not say that they are tests nobody is called', async () => {
  const { real, guarded } = rig()
  for (const mechanism of ['eoffice', 'email', 'print'] as const) {
    await guarded[mechanism].deliver({ ...toPush(OWN), mechanism }, [testParcel(OWN)])
    expect(real[mechanism].calls).toEqual([])
  }
})
