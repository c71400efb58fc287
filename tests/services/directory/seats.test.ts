import { newCharge } from '../../../domain/directory/charge/charge'
import { newSanctionedPost, newSeat, type Seat } from '../../../domain/directory/seat/seat'
import { resanctioned } from '../../../domain/directory/sanctioned-post/strength'
import { buildOffice } from '../../support/builders'
import { openRoom, type Room } from '../../database/room'
import { editingOf } from './operations'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute))
const note = (minute = 0, what = 'changed') => ({
  what,
  actor: { kind: 'operator' as const, account: 'admin' },
  at: at(minute),
})
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  )

describe('editing seats', () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom()
    await room.repositories.offices.save([buildOffice('A'), buildOffice('B')])
    for (const [id, reportsTo] of [
      ['A/HEAD', null],
      ['A/US', 'A/HEAD'],
      ['A/SO', 'A/US'],
    ] as const)
      await add(id, { reportsTo })
  })
  afterAll(() => room.close())

  const add = (id: string, facts: Partial<Seat> = {}) =>
    editingOf(room.repositories).addSeat(
      newSeat({ id, office: id.split('/')[0]!, designation: 'Clerk', ...facts }),
      note(),
    )
  const edit = (id: string, facts: Partial<Seat>, version: number | null = null, minute = 0) =>
    editingOf(room.repositories).editSeat(id, version, (seat) => ({ ...seat, ...facts }), note(minute))

  test('a new seat needs an office that lasts, and a seat above and a link officer that are there', async () => {
    expect(await refusal(add('A/SO'))).toBe('exists-already')
    expect(await refusal(add('X/1'))).toBe('office-unknown')
    expect(await refusal(add('A/9', { reportsTo: 'A/NONE' }))).toBe('seat-unknown')
    expect(await refusal(add('A/9', { linkOfficer: 'A/NONE' }))).toBe('seat-unknown')
    expect(await refusal(add('A/9', { activeFrom: at(2), activeUntil: at(1) }))).toBe('span-invalid')
    expect(await room.repositories.seats.byId('A/9')).toBeNull()
  })

  test('a line of reporting never comes back to its beginning', async () => {
    expect(await refusal(edit('A/HEAD', { reportsTo: 'A/SO' }))).toBe('reporting-loop')
    expect(await refusal(edit('A/HEAD', { reportsTo: 'A/HEAD' }))).toBe('reporting-loop')
    expect((await room.repositories.seats.byId('A/HEAD'))?.reportsTo).toBeNull()
  })

  test('of two changes that together would close the line one is refused', async () => {
    await add('A/L')
    await add('A/R')
    const both = [edit('A/L', { reportsTo: 'A/R' }), edit('A/R', { reportsTo: 'A/L' })]
    expect((await Promise.all(both.map(refusal))).sort()).toEqual(['done', 'reporting-loop'])
  })

  test('two seats may stand in for each other, but none for itself', async () => {
    expect(await refusal(edit('A/SO', { linkOfficer: 'A/US' }))).toBe('done')
    expect(await refusal(edit('A/US', { linkOfficer: 'A/SO' }))).toBe('done')
    expect(await refusal(edit('A/SO', { linkOfficer: 'A/SO' }))).toBe('reporting-loop')
  })

  test('a change is made on the version it was meant for', async () => {
    const { version } = (await room.repositories.seats.byId('A/SO'))!
    expect(await edit('A/SO', { services: ['income-certificate'] }, version)).toMatchObject({
      services: ['income-certificate'],
      version: version + 1,
    })
    expect(await refusal(edit('A/SO', { services: [] }, version))).toBe('version-stale')
  })

  test('a seat that ends takes its charges with it', async () => {
    await add('A/END')
    await room.repositories.charges.save([
      newCharge({ id: 'past', seat: 'A/END', employee: 'P', from: at(1), until: at(2), ended: 'relieved' }),
      newCharge({ id: 'lasting', seat: 'A/END', employee: 'P', from: at(3) }),
      newCharge({ id: 'to-come', seat: 'A/END', employee: 'Q', kind: 'additional', from: at(30) }),
    ])
    await edit('A/END', { activeUntil: at(20) }, null, 10)
    const charges = await room.repositories.charges.ofSeat('A/END')
    expect(charges.map(({ id, until, ended }) => [id, until, ended]).reverse()).toEqual([
      ['past', at(2), 'relieved'],
      ['lasting', at(20), 'seat-ended'],
      ['to-come', at(30), 'seat-ended'],
    ])
    expect(await room.repositories.audit.of('lasting')).toMatchObject([{ what: 'seat-ended' }])
  })
})

describe('the sanctioned strength', () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom()
    await room.repositories.offices.save([buildOffice('A'), buildOffice('B')])
    await editingOf(room.repositories).addPost(
      newSanctionedPost({ id: 'A/CLERK', office: 'A', designation: 'Clerk', posts: 2, order: 'GO 1' }),
      note(),
    )
  })
  afterAll(() => room.close())

  const posts = () => room.repositories.sanctionedPosts
  const seat = (id: string, facts: Partial<Seat> = {}) =>
    refusal(
      editingOf(room.repositories).addSeat(
        newSeat({ id, office: id[0]!, designation: 'Clerk', sanctionedPost: 'A/CLERK', ...facts }),
        note(1),
      ),
    )
  const sanction = (count: number, from: Date) =>
    editingOf(room.repositories).editPost(
      'A/CLERK',
      null,
      (post) => resanctioned(post, { posts: count, order: `GO for ${count}`, from }, at(1)),
      note(1),
    )

  test('no more seats are made against a post than are sanctioned, not even at the same time', async () => {
    const three = await Promise.all(['A/1', 'A/2', 'A/3'].map((id) => seat(id)))
    expect(three.sort()).toEqual(['done', 'done', 'strength-exceeded'])
    expect(await seat('B/1')).toBe('sanctioned-post-unknown')
    expect(await seat('A/4', { sanctionedPost: 'A/NONE' })).toBe('sanctioned-post-unknown')
  })

  test('another order makes room from its day on, not before', async () => {
    await sanction(3, at(30))
    expect(await seat('A/5')).toBe('strength-exceeded')
    expect(await seat('A/5', { activeFrom: at(30) })).toBe('done')
    expect(await seat('A/6', { activeFrom: at(31) })).toBe('strength-exceeded')
  })

  test('fewer are not sanctioned than there are seats', async () => {
    expect(await refusal(sanction(1, at(40)))).toBe('strength-exceeded')
    expect(
      await refusal(
        editingOf(room.repositories).editPost(
          'A/CLERK',
          null,
          (post) => ({ ...post, until: at(50) }),
          note(1),
        ),
      ),
    ).toBe('strength-exceeded')
    expect(await posts().ofOffice('A')).toMatchObject([
      { posts: 3, earlier: [{ posts: 2, until: at(30) }], version: 2 },
    ])
  })

  test('a seat that has ended leaves its place', async () => {
    const [first] = (await room.repositories.seats.pageOfOffice({ office: 'A' }, { limit: 1 })).items
    const end = (found: Seat) => ({ ...found, activeUntil: at(35) })
    await editingOf(room.repositories).editSeat(first!.id, null, end, note(2))
    expect(await seat('A/7', { activeFrom: at(35) })).toBe('done')
  })
})
