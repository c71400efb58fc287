import { seedDemo, seedDirectory } from '../../local/demo/seed'
import { DEMO_BACK_OFF } from '../../local/demo/agents'
import { makeOwnEndpoints } from '../../services/operations/installation/own-endpoints'
import { openRoom, type Room } from '../database/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await seedDirectory(room.repositories)
  await makeOwnEndpoints(room, DEMO_BACK_OFF)
})
afterAll(() => room.close())

describe('a start that finds the demo directory', () => {
  test('leaves an office, a seat and a charge as they were changed since', async () => {
    const { offices, seats, charges } = room.repositories
    const office = (await offices.byCode('ITD'))!
    await offices.save([{ ...office, nameMl: 'changed', version: office.version + 1 }])
    const seat = (await seats.byId('ITD/SO'))!
    await seats.save([{ ...seat, designation: 'changed' }])
    const [charge] = await charges.ofSeat('ITD/SO')
    const ended = new Date()
    await charges.end(charge!.id, ended)

    await seedDirectory(room.repositories)

    expect(await offices.byCode('ITD')).toMatchObject({ nameMl: 'changed', version: office.version + 1 })
    expect(await seats.byId('ITD/SO')).toMatchObject({ designation: 'changed' })
    expect((await charges.ofSeat('ITD/SO'))[0]?.until).toEqual(ended)
  })

  test('leaves the limits of an endpoint as an operator set them', async () => {
    const { endpoints } = room.repositories
    const email = (await endpoints.byId('email'))!
    const { mechanism, agent, address, sealedSettings, backOff } = email
    await endpoints.save({
      id: 'email',
      mechanism,
      agent,
      address,
      sealedSettings,
      backOff,
      concurrency: 9,
    })
    await makeOwnEndpoints(room, DEMO_BACK_OFF)
    expect((await endpoints.byId('email'))?.concurrency).toBe(9)
  })
})

test("a database of somebody's own gets nothing of the demonstration", async () => {
  const nobody = { uri: 'mongodb://127.0.0.1:1/', database: 'theirs' }
  const ground = { mongodb: nobody, embedded: false, secret: '00'.repeat(32) }
  await expect(seedDemo(ground, [], () => '')).rejects.toThrow('a database of your own')
})
