import { seedDirectory, seedOwnEndpoints } from '../../local/demo/seed'
import { DEMO_BACK_OFF } from '../../local/demo/agents'
import { openRoom, type Room } from '../database/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await seedDirectory(room.repositories)
  await seedOwnEndpoints(room.repositories, DEMO_BACK_OFF)
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
    await seedOwnEndpoints(room.repositories, DEMO_BACK_OFF)
    expect((await endpoints.byId('email'))?.concurrency).toBe(9)
  })
})
