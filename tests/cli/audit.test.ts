import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { mongo } from 'mongoose'
import { type Head, type Link, linkAfter } from '../../domain/access/audit/chain'
import { createSecrets } from '../../secrets'
import { chainEntries, signRoot } from '../../services/access/audit/chain'
import { openRoom, type Room } from '../database/room'
import { type Machine, openMachine } from './kcs'

const SECRET = 'ab'.repeat(32)
const NOW = new Date('2026-11-22T06:00:00Z')
const secrets = createSecrets(SECRET)
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

let room: Room
let machine: Machine
beforeEach(async () => {
  room = await openRoom()
  await rows().deleteMany({})
  machine = openMachine(undefined)
  const { host, port } = room.database
  const set = new URL(`mongodb://${host}:${port}/?directConnection=true`)
  Object.assign(machine.env, {
    MONGODB_URI: set.toString(),
    MONGODB_DB: room.database.name,
    KCS_SECRET: SECRET,
  })
})
afterEach(async () => {
  machine.remove()
  await room.close()
})

const rows = () => room.database.collection<{ _id: string }>('audit')
const deps = () => ({ repositories: room.repositories, secrets })

/** Five entries and a root, five more and, where asked, a second root. */
async function chain({ signed = true } = {}): Promise<void> {
  for (const half of [0, 1]) {
    await room.repositories.audit.add(
      [1, 2, 3, 4, 5].map((i) => ({
        id: `office:A:${half * 5 + i}`,
        thing: 'office' as const,
        subject: 'A',
        what: 'office-changed',
        from: null,
        to: null,
        actor: { kind: 'link' as const, name: 'Lekha K' },
        at: new Date(NOW.getTime() + (half * 5 + i) * 1_000),
      })),
    )
    await chainEntries(deps())
    if (half === 0 || signed) await signRoot(deps(), new Date(NOW.getTime() + half * 3_600_000))
  }
}

async function exported(): Promise<{ path: string; lines: string[] }> {
  const path = join(machine.folder, 'audit.jsonl')
  expect(await machine.kcs(['audit', 'export', path])).toMatchObject({ code: 0 })
  return { path, lines: readFileSync(path, 'utf8').trimEnd().split('\n') }
}

const verifyLines = (lines: string[], ...more: string[]) =>
  machine.kcs(['audit', 'verify', machine.file('given.jsonl', `${lines.join('\n')}\n`), ...more])
const edited = (line: string): string => line.replace('office-changed', 'office-chanted')

describe('a file', () => {
  it('is written with all links, both roots and a signed end, without any personal value, and verifies offline', async () => {
    await chain()
    const { path, lines } = await exported()
    expect(lines).toHaveLength(13)
    expect(lines.join()).not.toContain('Lekha')
    const env = machine.env
    machine.env['MONGODB_URI'] = 'mongodb://127.0.0.1:1/'
    const ran = await machine.kcs(['audit', 'verify', path])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('The chain is whole: 10 entries, 2 roots, signed to entry 10')

    delete env['KCS_SECRET']
    expect((await machine.kcs(['audit', 'verify', path])).err).toContain('No public key was given')
    expect(await machine.kcs(['audit', 'verify', path, '--key', secrets.auditKey])).toMatchObject({
      code: 0,
      err: '',
    })
    const other = createSecrets('cd'.repeat(32)).auditKey
    expect((await machine.kcs(['audit', 'verify', path, '--key', other])).code).toBe(1)
  })

  it.each<[string, number, (lines: string[]) => string[]]>([
    ['an edited entry', 4, (lines) => lines.map((line, i) => (i === 3 ? edited(line) : line))],
    ['a deleted entry', 4, (lines) => lines.filter((_, i) => i !== 3)],
    ['an entry put in', 4, (lines) => [...lines.slice(0, 3), lines[1]!, ...lines.slice(3)]],
    ['two entries moved', 3, (lines) => [...lines.slice(0, 2), lines[3]!, lines[2]!, ...lines.slice(4)]],
    ['a deleted last entry', 10, (lines) => lines.filter((_, i) => i !== 10)],
    ['a cut end', 11, (lines) => lines.slice(0, -1)],
    ['a file cut at its first root', 6, (lines) => lines.slice(0, 6)],
    ['a root taken out', 11, (lines) => lines.filter((_, i) => i !== 5)],
    ['a line after the end', 11, (lines) => [...lines, lines[0]!]],
    ['a line that is none', 2, (lines) => [lines[0]!, '{"kind":"link"}', ...lines.slice(2)]],
  ])('with %s is refused, and the first wrong place is named', async (_what, place, tamper) => {
    await chain()
    const { lines } = await exported()
    const ran = await verifyLines(tamper(lines))
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toContain(
      _what === 'a root taken out' ? 'root 1 is missing' : `kcs: link ${place} (line `,
    )
  })

  it('that was edited and given new hashes from there on does not fit the next signed root', async () => {
    await chain()
    const { lines } = await exported()
    let head: Head | null = null
    const forged = lines.map((line, i) => {
      const link = JSON.parse(line) as Link & { kind: string }
      if (link.kind !== 'link' || i < 7) {
        if (link.kind === 'link') head = link
        return line
      }
      const next = linkAfter(digest, head!, i === 7 ? { ...link.entry, what: 'something-else' } : link.entry)
      head = next
      return JSON.stringify({ kind: 'link', ...next })
    })
    const ran = await verifyLines(forged)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('kcs: link 6 (line 12): root 2 was signed over other links')
    const report = (await verifyLines(forged, '--json')).json<{ fault: object; signedTo: number }>()
    expect(report).toMatchObject({ fault: { sequence: 6 }, signedTo: 5, links: 10 })
  })

  it('is not written over one that is there', async () => {
    await chain()
    const { path } = await exported()
    expect(await machine.kcs(['audit', 'export', path])).toMatchObject({ code: 2 })
    expect((await machine.kcs(['audit', 'verify', join(machine.folder, 'none')])).code).toBe(2)
    expect(existsSync(path)).toBe(true)
  })
})

describe('the live database', () => {
  const set = (id: string, change: object) => rows().updateOne({ _id: id }, { $set: change })
  const sequence = async (id: string) => (await rows().findOne({ _id: id }))!
  const copyOf = async (id: string): Promise<object> => {
    const { _id, ...rest } = await sequence(id)
    return rest
  }

  it('verifies while entries wait for their place', async () => {
    await chain()
    await rows().insertOne({ ...(await copyOf('office:A:1')), _id: 'office:A:11', chain: null } as never)
    const ran = await machine.kcs(['audit', 'verify', '--live'])
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.out).toContain('10 entries, 2 roots')
  })

  it.each<[string, string, () => Promise<unknown>]>([
    ['an edited entry', 'link 4:', () => set('office:A:4', { what: 'nothing' })],
    ['an edited instant', 'link 4:', () => set('office:A:4', { at: NOW })],
    ['an edited name', 'link 4:', () => set('office:A:4', { 'actor.name': 'Another' })],
    ['a deleted entry', 'link 4:', () => rows().deleteOne({ _id: 'office:A:4' })],
    [
      'an inserted entry',
      'link 11:',
      async () => {
        const copy = (await copyOf('office:A:10')) as { chain: { sequence: number } }
        await rows().insertOne({ ...copy, _id: 'x', chain: { ...copy.chain, sequence: 11 } } as never)
        await room.database
          .collection<{ _id: string }>('audit-roots')
          .updateOne({ _id: 'head' }, { $set: { sequence: 11 } })
      },
    ],
    [
      'two entries moved',
      'link 3:',
      async () => {
        await set('office:A:3', { 'chain.sequence': 99 })
        await set('office:A:4', { 'chain.sequence': 3 })
        await set('office:A:3', { 'chain.sequence': 4 })
      },
    ],
    [
      'the newest entries deleted',
      'link 9:',
      () => rows().deleteMany({ _id: { $in: ['office:A:9', 'office:A:10'] } } as never),
    ],
    [
      'the newest entries deleted, and the head set back',
      'link 10:',
      async () => {
        const { previous } = ((await copyOf('office:A:10')) as { chain: Link }).chain
        await rows().deleteOne({ _id: 'office:A:10' })
        await room.database
          .collection<{ _id: string }>('audit-roots')
          .updateOne({ _id: 'head' }, { $set: { sequence: 9, hash: previous } })
      },
    ],
    [
      'a forged root',
      'link 6: root 2 is not signed as it stands',
      () =>
        room.database
          .collection<{ _id: string }>('audit-roots')
          .updateOne({ _id: '2' }, { $set: { sequence: 9 } }),
    ],
    ['all of it deleted', 'link 1:', () => rows().deleteMany({})],
  ])('with %s does not verify, and the first wrong place is named', async (_what, place, tamper) => {
    await chain()
    await tamper()
    const ran = await machine.kcs(['audit', 'verify', '--live'])
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toContain(`kcs: ${place}`)
  })

  it('finds a last entry that was deleted before its root was signed', async () => {
    await chain({ signed: false })
    await rows().deleteOne({ _id: 'office:A:10' } as mongo.Filter<{ _id: string }>)
    expect((await machine.kcs(['audit', 'verify', '--live'])).err).toContain('kcs: link 10:')
  })
})

test('kcs audit key prints the public key, which is the same each time and no secret', async () => {
  expect(await machine.kcs(['audit', 'key'])).toMatchObject({ code: 0, out: `${secrets.auditKey}\n` })
  expect((await machine.kcs(['audit', 'key', '--pem'])).out).toContain('BEGIN PUBLIC KEY')
  machine.env['KCS_SECRET'] = 'cd'.repeat(32)
  expect((await machine.kcs(['audit', 'key'])).out).not.toBe(`${secrets.auditKey}\n`)
})

test('kcs audit verify wants a file or --live, and names a setting that is missing', async () => {
  expect((await machine.kcs(['audit', 'verify'])).code).toBe(2)
  delete machine.env['MONGODB_URI']
  expect((await machine.kcs(['audit', 'verify', '--live'])).err).toContain('MONGODB_URI')
})
