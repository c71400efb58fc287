// Every filing system is held to the conformance cases of its traits, through its connector, on a real line or the real record.

import { createConnectors } from '../../../connectors'
import { casesFor } from '../../../connectors/conformance'
import type { Subject } from '../../../connectors/conformance'
import { isCalled, MECHANISMS } from '../../../domain/letters/systems'
import { startInsideRig } from '../inside-rig'
import { startRig } from '../rigs'

const connectors = createConnectors({} as Parameters<typeof createConnectors>[0])

describe.each(MECHANISMS)('%s', (mechanism) => {
  let rig: Subject & { stop(): Promise<void> }
  beforeAll(async () => {
    rig = await (isCalled(mechanism) ? startRig : startInsideRig)(mechanism)
  })
  afterAll(() => rig.stop())

  test.each(casesFor(connectors[mechanism]))('$title', ({ run }) => run(rig))
})
