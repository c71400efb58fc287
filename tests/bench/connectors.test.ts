// What was recorded of a connector and its system is answered again in the benchmark: that it still fits is seen here.

import { type Answerer, startAnswerer } from '../../bench/connectors/answerer'
import { benchLetters, deliverAll, endpointOf } from '../../bench/connectors/letters'
import { recordLetter } from '../../bench/connectors/record'
import { OVER_HTTP } from '../connectors/rigs'
import { typescriptExecArgv } from '../support/processes'

const LETTERS = 30

let answerer: Answerer
beforeAll(async () => {
  answerer = await startAnswerer(typescriptExecArgv())
})
afterAll(() => answerer?.stop())

test.each(OVER_HTTP)(
  '%s: what its agent said of one letter is said of every other, each of which arrives',
  async (system) => {
    const letters = benchLetters()
    const recording = (await recordLetter(system, letters))!
    await answerer.open({ [system]: { recording, answerMs: 0 } })
    const endpoint = endpointOf(system, `${answerer.url}/${system}`)
    expect(await letters.connectors[system].capabilities(endpoint)).toHaveProperty('capabilities')
    const parcels = letters.parcels(LETTERS)
    await deliverAll(letters.connectors[system], endpoint, parcels)
    const arrivals = await answerer.arrivals(system)
    expect([...arrivals].sort()).toEqual(parcels.map(({ deliveryKey }) => deliveryKey).sort())

    await answerer.setDown(system, true)
    await expect(deliverAll(letters.connectors[system], endpoint, letters.parcels(1))).rejects.toThrow(system)
  },
)
