// kcs dispatch, trace, inbox and acknowledge against the real API.

import { dayInKerala } from '../../domain/common/clock/ist'
import { PASSWORD, openApi, type TestApi } from '../support/api'
import { until } from '../support/until'
import { type Machine, openMachine } from './kcs'

const PDF = '%PDF-1.7\nThe letter.\n%%EOF'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('sender', ['SEND/SO'])
  await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())
beforeEach(() => (machine = openMachine(api.url)))
afterEach(() => machine.remove())

const signIn = (login: string) => machine.kcs(['sign-in', login, '--password-stdin'], `${PASSWORD}\n`)

function letter(...more: string[]): string[] {
  const facts = ['--from', 'SEND/SO', '--subject', 'Monthly report', '--date', '2026-11-22']
  return ['dispatch', machine.file('report.pdf', PDF), ...facts, ...more]
}

describe('kcs dispatch', () => {
  it('uploads the files and hands the letter over', async () => {
    await signIn('sender')
    const enclosure = machine.file(
      'table.png',
      Buffer.from('\x89PNG\r\n\x1a\nrows\0\0\0\0IEND\xae\x42\x60\x82', 'latin1'),
    )
    const to = ['--to', 'RECV', '--to-seat', 'SEND/US:information']
    const ran = await machine.kcs([...letter('--number', 'A-1/2026', ...to, '--json'), enclosure])
    expect(ran).toMatchObject({ code: 0 })
    const accepted = ran.json<{ id: string; state: string; replayed: boolean }>()
    expect(accepted).toMatchObject({ state: 'accepted', replayed: false })
    expect(await api.repositories.dispatches.byId(accepted.id)).toMatchObject({
      caller: 'account:sender',
      subject: 'Monthly report',
      letterNumber: 'A-1/2026',
      recipients: [
        { office: 'RECV', purpose: 'action' },
        { seat: 'SEND/US', purpose: 'information' },
      ],
      documents: [
        { name: 'report.pdf', mediaType: 'application/pdf' },
        { name: 'table.png', mediaType: 'image/png' },
      ],
    })
    expect(ran.err).toContain('uploading report.pdf (1 of 2')
    expect(ran.err).toContain(`kcs trace ${accepted.id} --follow`)
  })

  it.each([
    [
      'has a sign that names of files cannot have',
      'Re: order.pdf',
      PDF,
      'must not hold the sign :, at character 3',
    ],
    ['ends as another kind', 'order.exe', PDF, 'does not end as application/pdf does'],
    ['is that of a file without an end', 'cut.pdf', PDF.slice(0, -5), 'its end is missing'],
  ])('uploads nothing where a name %s', async (_what, name, content, said) => {
    const files = ['dispatch', machine.file(name, content), '--from', 'SEND/SO', '--to', 'RECV']
    const ran = await machine.kcs([...files, '--subject', 'S', '--number', 'A', '--date', '2026-11-22'])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(said)
  })

  it('takes the names of Malayalam files, and another name where one is given', async () => {
    await signIn('sender')
    const facts = ['--from', 'SEND/SO', '--to', 'RECV', '--subject', 'S', '--date', '2026-11-22', '--json']
    const named = async (...more: string[]) => {
      const { id } = (await machine.kcs(['dispatch', ...more, ...facts])).json<{ id: string }>()
      return (await api.repositories.dispatches.byId(id))?.documents[0]?.name
    }
    const order = 'സര്\u200dക്കാര്\u200d ഉത്തരവ്.pdf'
    expect(await named(machine.file(order, PDF), '--number', 'ML-1')).toBe(order)
    expect(await named(machine.file('Re: 1?', PDF), '--number', 'ML-2', '--name', 'Re 1.pdf')).toBe(
      'Re 1.pdf',
    )
  })

  it('sends the same letter once, however often it is given', async () => {
    await signIn('sender')
    const same = letter('--number', 'A-2/2026', '--to', 'RECV', '--json')
    const first = (await machine.kcs(same)).json<{ id: string }>()
    const again = await machine.kcs(same)
    expect(again.json()).toMatchObject({ id: first.id, replayed: true })
    expect(again.err).toContain('nothing was sent twice')
    const other = await machine.kcs(letter('--number', 'A-3/2026', '--to', 'RECV', '--json'))
    expect(other.json<{ id: string }>().id).not.toBe(first.id)
  })

  it('works for a filing system with its API key, and prints no key', async () => {
    const agent = await api.agent('office-system', ['SEND'])
    machine.env['KCS_API_KEY'] = agent.headers['authorization']!.slice('Bearer '.length)
    const ran = await machine.kcs(letter('--number', 'A-4/2026', '--to', 'RECV'))
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/^dispatch {2}[0-9A-Z]{26}\nstate {5}accepted\nrun {7}http/)
    expect(ran.out + ran.err).not.toContain(machine.env['KCS_API_KEY'])
  })

  it('takes waits for the letter from its options', async () => {
    await signIn('sender')
    const waits = ['--acknowledge-within', '8', '--escalate-every', '20']
    const ran = await machine.kcs(letter('--number', 'A-5/2026', '--to', 'RECV', ...waits, '--json'))
    const dispatch = await api.repositories.dispatches.byId(ran.json<{ id: string }>().id)
    expect(dispatch?.times).toEqual({ acknowledgeWithinSeconds: 8, escalateEverySeconds: 20 })
  })

  it.each([
    ['no recipient', ['--number', 'B'], 'The letter has no recipient.'],
    ['a purpose that does not exist', ['--number', 'B', '--to', 'RECV:fun'], 'RECV:fun is no recipient.'],
    [
      'a wait that is no number',
      ['--number', 'B', '--to', 'RECV', '--escalate-every', '2d'],
      '2d is no number',
    ],
    ['a kind that does not exist', ['--number', 'B', '--to', 'RECV', '--kind', 'poem'], 'Allowed choices'],
    ['no number', ['--to', 'RECV'], "required option '--number <number>'"],
  ])('ends with 2 for %s', async (_what, options, message) => {
    await signIn('sender')
    const ran = await machine.kcs(letter(...options))
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(message)
  })

  it.each([
    ['is not there', 'missing.pdf', null, 'not a readable file'],
    ['is empty', 'empty.pdf', '', 'is empty'],
    ['is of another kind', 'letter.pdf', 'MZ not a letter', 'neither PDF nor PNG nor JPEG'],
  ])('ends with 2 before anything is sent when a file %s', async (_what, name, content, message) => {
    await signIn('sender')
    const path = content === null ? `${machine.folder}/${name}` : machine.file(name, content)
    const ran = await machine.kcs([...letter('--number', 'B-2/2026', '--to', 'RECV'), path])
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(message)
    expect(ran.err).not.toContain('uploading')
  })

  it('ends with 2 and points to each wrong field when KCS finds one', async () => {
    await signIn('sender')
    const ran = await machine.kcs(letter('--number', 'B-3/2026', '--to', 'RECV', '--to', 'NOWHERE'))
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('[office-unknown]\n  /recipients/1/office: There is no such office.\n  → ')
  })

  it('ends with 3 for a seat that the caller does not hold', async () => {
    await signIn('clerk')
    const ran = await machine.kcs(letter('--number', 'B-4/2026', '--to', 'RECV'))
    expect(ran).toMatchObject({ code: 3, out: '' })
    expect(ran.err).toContain('[seat-not-held]')
  })
})

describe('kcs trace', () => {
  it('prints the letter and its tapals as an aligned table', async () => {
    await signIn('sender')
    const dispatch = await api.dispatch({ subject: 'Where is it' })
    const desk = { to: 'Section A', file: 'A1/12/2026' }
    const tapal = await api.tapal(dispatch, { attempts: 3 })
    await api.repositories.tapals.apply(tapal.id, {
      event: { kind: 'movement', cause: 'put-in-file', actor: { kind: 'kcs' }, at: api.now(), desk },
      set: {},
    })
    const ran = await machine.kcs(['trace', dispatch.id, '--history'])
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('Where is it')
    const [head = '', row = ''] = ran.out
      .split('\n')
      .slice(ran.out.split('\n').findIndex((line) => line.startsWith('RECIPIENT')))
    for (const [title, value] of [
      ['RECIPIENT', 'Section Officer, Office RECV'],
      ['BY', 'kcs-agent'],
      ['STATE', 'delivered'],
      ['TRIES', '3'],
      ['DUE', 'in (1 h|59 min)'],
      ['DESK', 'Section A'],
      ['NUMBER', 'RECV/IN/2026/000007'],
      ['TAPAL', tapal.id],
    ] as const)
      expect(row.slice(head.indexOf(title))).toMatch(new RegExp(`^${value}`))
    expect(ran.out).toMatch(/ waits: RECV\/TAPAL .*has not acknowledged it, since /)
    expect(ran.out).toMatch(/put-in-file .*Section A \(file A1\/12\/2026\)/)
  })

  it('prints the whole answer as JSON', async () => {
    await signIn('sender')
    const dispatch = await api.dispatch()
    const tapal = await api.tapal(dispatch)
    const ran = await machine.kcs(['trace', dispatch.id, '--json'])
    expect(ran.json()).toMatchObject({
      dispatch: { id: dispatch.id },
      tapals: [{ id: tapal.id, history: [{}, {}] }],
    })
  })

  it('follows the letter until it is closed', async () => {
    await signIn('sender')
    const dispatch = await api.dispatch()
    const tapal = await api.tapal(dispatch)
    const watching = machine.start(['trace', dispatch.id, '--follow'])
    await until(() => watching.out().includes('delivered-to-inbox'), { what: 'what had happened before' })
    expect(watching.out()).not.toContain('acknowledged')
    const clerk = await api.officer('clerk2', ['RECV/TAPAL'])
    await clerk.post(`/v1/tapals/${tapal.id}/acknowledgement`, { seat: 'RECV/TAPAL', diaryNumber: 'R/9' })
    await until(() => watching.out().includes('acknowledged-by-seat'), { what: 'the acknowledgement' })
    await api.repositories.dispatches.end(dispatch.id, 'closed', api.now())
    const ran = await watching.ended
    expect(ran.code).toBe(0)
    expect(ran.out.match(/delivered-to-inbox/g)).toHaveLength(1)
    expect(ran.out).toMatch(/1: 1 acknowledged/)
  })

  it('shows what other offices wrote, but lets it steer no terminal', async () => {
    await signIn('sender')
    const dispatch = await api.dispatch({ subject: 'red \u001b[31malert\u202e' })
    const { out } = await machine.kcs(['trace', dispatch.id])
    expect(out).toContain('alert')
    expect(out).not.toMatch(/[\u001b\u202e]/)
  })

  it('ends with 3 for a letter that is not the caller’s', async () => {
    await signIn('clerk')
    const dispatch = await api.dispatch()
    const ran = await machine.kcs(['trace', dispatch.id])
    expect(ran).toMatchObject({ code: 3, out: '' })
    expect(ran.err).toContain('[dispatch-unknown]')
  })
})

describe('kcs inbox', () => {
  it('lists the tapals of the seat with their age and the counts of all views', async () => {
    const tapal = await api.tapal(await api.dispatch({ letterNumber: 'INB-1' }))
    await signIn('clerk')
    const ran = await machine.kcs(['inbox', 'RECV/TAPAL', '--view', 'unread'])
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(new RegExp(`^TAPAL .*\\n${tapal.id} .*INB-1.*delivered`))
    expect(ran.err).toMatch(/unread \d+ · due-today \d+/)
  })

  it('goes on where the page ended', async () => {
    for (let i = 0; i < 2; i += 1) await api.tapal(await api.dispatch())
    await signIn('clerk')
    const first = await machine.kcs(['inbox', 'RECV/TAPAL', '--limit', '1'])
    const cursor = /--cursor (\S+)/.exec(first.err)?.[1]
    const second = await machine.kcs(['inbox', 'RECV/TAPAL', '--limit', '1', '--cursor', cursor!])
    expect(second.out).not.toBe(first.out)
    expect(second.out.split('\n')).toHaveLength(3)
  })

  it('ends with 3 for a seat that the caller does not hold', async () => {
    await signIn('clerk')
    expect(await machine.kcs(['inbox', 'SEND/SO'])).toMatchObject({ code: 3, out: '' })
  })
})

describe('kcs acknowledge', () => {
  const take = (id: string, ...more: string[]) =>
    machine.kcs(['acknowledge', id, '--seat', 'RECV/TAPAL', ...more])

  it('takes the tapal with the diary number, and says the same when repeated', async () => {
    const tapal = await api.tapal(await api.dispatch())
    await signIn('clerk')
    const today = dayInKerala(api.now())
    const first = await take(tapal.id, '--number', 'R/77/2026', '--date', today)
    expect(first).toMatchObject({
      code: 0,
      out: `${tapal.id} is acknowledged with number R/77/2026 of ${today}\n`,
    })
    expect(await take(tapal.id, '--number', 'R/77/2026')).toMatchObject({ code: 0, out: first.out })
  })

  it('needs no number where KCS allotted the inward number', async () => {
    const tapal = await api.tapal(await api.dispatch())
    await signIn('clerk')
    const ran = await take(tapal.id, '--json')
    expect(ran.json()).toMatchObject({ state: 'acknowledged', diary: { number: 'RECV/IN/2026/000007' } })
  })

  it('ends with 5 when it was acknowledged with another number', async () => {
    const tapal = await api.tapal(await api.dispatch())
    await signIn('clerk')
    await take(tapal.id, '--number', 'R/1')
    const ran = await take(tapal.id, '--number', 'R/2', '--json')
    expect(ran).toMatchObject({ code: 5, out: '' })
    expect(JSON.parse(ran.err)).toMatchObject({ error: { code: 'acknowledged-otherwise', exitCode: 5 } })
  })
})
