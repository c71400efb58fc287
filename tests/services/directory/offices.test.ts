import { factsAt } from '../../../domain/directory/office/facts'
import { newOffice, type Office } from '../../../domain/directory/office/office'
import { newSeat } from '../../../domain/directory/seat/seat'
import { openRoom, type Room } from '../../database/room'
import { editingOf } from './operations'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute))
const note = (minute: number, what = 'changed') => ({
  what,
  actor: { kind: 'operator' as const, account: 'admin' },
  at: at(minute),
})

describe('editing offices', () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom()
    for (const [code, parent] of [
      ['TOP', null],
      ['DEPT', 'TOP'],
      ['DIST', 'DEPT'],
      ['TALUK', 'DIST'],
      ['OTHER', 'TOP'],
    ] as const)
      await add(code, parent)
  })
  afterAll(() => room.close())

  const offices = () => {
    const { addOffice: add, editOffice: edit, ...others } = editingOf(room.repositories)
    return { ...room.repositories.offices, ...others, add, edit }
  }
  const add = (code: string, parent: string | null, facts: Partial<Office> = {}) =>
    offices().add(newOffice({ code, name: code, parent, ...facts }), null, note(0, 'office-added'))
  const code = (error: unknown) => (error as { code?: string }).code
  const refusal = async (work: Promise<unknown>) => work.then(() => 'done', code)
  const pathOf = async (one: string) => (await offices().byCode(one))?.path

  test('a new office stands below its parent, with all above it in its path', async () => {
    expect(await pathOf('TALUK')).toEqual(['TOP', 'DEPT', 'DIST'])
    expect(await refusal(add('TALUK', null))).toBe('exists-already')
    expect(await refusal(add('LOST', 'NOWHERE'))).toBe('parent-unknown')
    expect(await offices().byCode('LOST')).toBeNull()
  })

  test('an office and the seat of its head are entered together, or neither', async () => {
    const head = newSeat({ id: 'H/HEAD', office: 'H', designation: 'Head', role: 'head' })
    await offices().add(newOffice({ code: 'H', name: 'H', inwardSeat: head.id }), head, note(0))
    expect(await room.repositories.seats.byId('H/HEAD')).toMatchObject({ office: 'H', role: 'head' })
    const again = { ...head, office: 'H2' }
    expect(await refusal(offices().add(newOffice({ code: 'H2', name: 'H2' }), again, note(0)))).toBe(
      'exists-already',
    )
    expect(await offices().byCode('H2')).toBeNull()
  })

  test('moving an office takes all below it along; what held before is kept for lists as of then', async () => {
    await offices().move('DIST', 1, 'OTHER', note(5, 'office-moved'))
    const taluk = (await offices().byCode('TALUK'))!
    expect([await pathOf('DIST'), taluk.path]).toEqual([
      ['TOP', 'OTHER'],
      ['TOP', 'OTHER', 'DIST'],
    ])
    expect(taluk).toMatchObject({ parent: 'DIST', version: 2, factsFrom: at(5) })
    expect(factsAt(taluk, at(4)).path).toEqual(['TOP', 'DEPT', 'DIST'])
    expect(factsAt(taluk, at(5)).path).toEqual(['TOP', 'OTHER', 'DIST'])
    expect(await room.repositories.audit.of('TALUK')).toMatchObject([
      { what: 'office-added' },
      {
        what: 'office-moved',
        before: { path: ['TOP', 'DEPT', 'DIST'] },
        after: { path: ['TOP', 'OTHER', 'DIST'] },
      },
    ])
  })

  test('a move below itself or below an office that is not there is refused, and nothing has moved', async () => {
    expect(await refusal(offices().move('DIST', null, 'TALUK', note(6)))).toBe('parent-cycle')
    expect(await refusal(offices().move('DIST', null, 'DIST', note(6)))).toBe('parent-cycle')
    expect(await refusal(offices().move('DIST', null, 'NOWHERE', note(6)))).toBe('parent-unknown')
    expect(await pathOf('TALUK')).toEqual(['TOP', 'OTHER', 'DIST'])
  })

  test('of two moves that together would make a circle one is refused', async () => {
    await add('LEFT', 'TOP')
    await add('RIGHT', 'TOP')
    const both = await Promise.all([
      refusal(offices().move('LEFT', null, 'RIGHT', note(7))),
      refusal(offices().move('RIGHT', null, 'LEFT', note(7))),
    ])
    expect(both.sort()).toEqual(['done', 'parent-cycle'])
  })

  test('an office entered while its parent is moved stands where the parent has gone', async () => {
    await add('P', 'TOP')
    await Promise.all([offices().move('P', null, 'OTHER', note(8)), add('CHILD', 'P')])
    expect(await pathOf('CHILD')).toEqual([...(await pathOf('P'))!, 'P'])
  })

  test('a change is made on the version it was meant for, and entered with before and after', async () => {
    const renamed = await offices().edit('OTHER', 1, (office) => ({ ...office, name: 'Renamed' }), note(9))
    expect(renamed).toMatchObject({ name: 'Renamed', version: 2 })
    expect(await refusal(offices().edit('OTHER', 1, (office) => ({ ...office, name: 'X' }), note(9)))).toBe(
      'version-stale',
    )
    const last = (await room.repositories.audit.of('OTHER')).at(-1)
    expect(last).toMatchObject({ before: { name: 'OTHER' }, after: { name: 'Renamed' } })
  })

  test('a change that changes nothing is none', async () => {
    expect((await offices().edit('OTHER', 2, (office) => ({ ...office }), note(9))).version).toBe(2)
  })

  test('only a seat of its own takes in what is addressed to an office', async () => {
    const edit = (inwardSeat: string) => offices().edit('H', null, (o) => ({ ...o, inwardSeat }), note(9))
    await room.repositories.seats.save([newSeat({ id: 'X/1', office: 'X', designation: 'Clerk' })])
    expect([await refusal(edit('X/1')), await refusal(edit('H/9'))]).toEqual(['seat-unknown', 'seat-unknown'])
  })

  test('a merged office has one successor that lasts, and none follows upon itself', async () => {
    for (const one of ['M1', 'M2', 'M3']) await add(one, null)
    const merge = (from: string, ...into: string[]) =>
      offices().succeed(from, null, { kind: 'merged', into, at: at(20) }, note(10))
    expect(await refusal(merge('M1', 'M1'))).toBe('succession-invalid')
    expect(await refusal(merge('M1', 'M2', 'M3'))).toBe('succession-invalid')
    expect(await refusal(merge('M1', 'NOWHERE'))).toBe('office-unknown')
    expect(await merge('M1', 'M2')).toMatchObject({ succession: { into: ['M2'], at: at(20) }, version: 2 })
    expect(await refusal(merge('M2', 'M1'))).toBe('succession-invalid')
    expect(await refusal(merge('M1', 'M3'))).toBe('succession-invalid')
    const before = offices().succeed('M2', null, { kind: 'merged', into: ['M1'], at: at(15) }, note(10))
    expect(await refusal(before)).toBe('succession-invalid')
  })

  test('of two offices that merge into each other at the same time one stays', async () => {
    for (const one of ['N1', 'N2']) await add(one, null)
    const merge = (from: string, into: string) =>
      refusal(offices().succeed(from, null, { kind: 'merged', into: [into], at: at(20) }, note(10)))
    expect((await Promise.all([merge('N1', 'N2'), merge('N2', 'N1')])).sort()).toEqual([
      'done',
      'succession-invalid',
    ])
  })

  test('mail that another office takes never comes back in a circle', async () => {
    for (const one of ['I1', 'I2', 'I3']) await add(one, null)
    const pass = (from: string, office: string, start = 12, end: number | null = null) =>
      refusal(
        offices().setIntermediary(
          from,
          null,
          { office, from: at(start), until: end === null ? null : at(end) },
          note(11),
        ),
      )
    expect(await pass('I1', 'I2', 12, 20)).toBe('done')
    expect(await pass('I2', 'I3', 12, 20)).toBe('done')
    expect(await pass('I3', 'I1', 15, 16)).toBe('intermediary-invalid')
    expect(await pass('I3', 'I1', 20, 30)).toBe('done')
    expect(await pass('I1', 'I3', 19)).toBe('intermediary-overlap')
    expect(await pass('I1', 'NOWHERE', 40)).toBe('office-unknown')
    expect(await pass('I1', 'I1', 40)).toBe('intermediary-invalid')
    expect(await pass('I1', 'I2', 5)).toBe('effective-in-past')
    expect(await pass('I1', 'I2', 12, 14)).toBe('done')
    expect((await offices().byCode('I1'))?.intermediaries).toEqual([
      { office: 'I2', from: at(12), until: at(14) },
    ])
  })
})
