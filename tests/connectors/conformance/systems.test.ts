// Every filing system is held to the conformance cases of its traits, through its connector, on a real line.

import { createConnectors } from '../../../connectors'
import { casesFor } from '../../../connectors/conformance'
import { MECHANISMS } from '../../../domain/letters/delivery/mechanism'
import { type Rig, startRig } from '../rigs'

const connectors = createConnectors({} as Parameters<typeof createConnectors>[0])

describe.each(MECHANISMS)('%s', (mechanism) => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig(mechanism)
  })
  afterAll(() => rig.stop())

  test.each(casesFor(connectors[mechanism]))('$title', ({ run }) => run(rig))
})
