import { fileURLToPath } from 'node:url'
import type { RegisteredSystem } from '../../domain/letters/systems'
import { dropRootOf, endpointOf } from '../../local/demo/processes'
import { isOfDemo, seedDemo, seedDirectory } from '../../local/demo/seed'
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

describe('the iAPS of the demonstration', () => {
  const ports = { mail: 1, smtp: 2, systems: new Map<RegisteredSystem, number>() }
  const endpoint = (dataFolder: string) => endpointOf(ports, { system: 'iaps', code: 'police' }, dataFolder)

  test('is reached by a folder below the one that KCS is set to', () => {
    const folder = fileURLToPath(endpoint('/srv/a folder/data'))
    expect(folder).toBe('/srv/a folder/data/agents/iaps/police/drop')
    expect(folder.startsWith(`${dropRootOf('/srv/a folder/data', undefined)}/`)).toBe(true)
  })

  test.each(['/', '/srv', '/srv/data/agents'])('leaves KCS_DROP_ROOT at %s, which holds its folder', (set) =>
    expect(dropRootOf('/srv/data', set)).toBe(set),
  )

  test.each(['/srv/dat', '/srv/data/agents/push', '/home'])(
    'cannot be reached where KCS_DROP_ROOT is %s',
    (set) => expect(() => dropRootOf('/srv/data', set)).toThrow('KCS_DROP_ROOT'),
  )

  test.each([endpoint('/home/before/data'), 'http://127.0.0.1:8184/police'])(
    'gets its new address at a start that finds that of an earlier one: %s',
    (address) => expect(isOfDemo(address, endpoint('/srv/data'))).toBe(true),
  )

  test.each(['file:///srv/drops/police', 'sftp://iaps.example/kcs', ''])(
    'keeps an address that somebody has given it: %s',
    (address) => expect(isOfDemo(address, endpoint('/srv/data'))).toBe(false),
  )
})
