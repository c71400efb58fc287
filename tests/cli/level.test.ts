// kcs level against the real API.

import { openApi, type TestApi } from '../support/api'
import { type Machine, openMachineOfAdmin } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('admin', [], ['admin'])
  machine = await openMachineOfAdmin(api.url)
})
afterAll(async () => {
  machine.remove()
  await api.close()
})

const put = (id: string, ...options: string[]) => machine.kcs(['level', 'put', id, ...options])

describe('kcs level put', () => {
  it('sets a level and changes what is named of it; the rest stays', async () => {
    const set = await put(
      'birth',
      ...['--name', 'Birth certificate', '--subject-code', 'BIRTH', '--priority', 'urgent'],
      ...['--acknowledge', '1 working day', '--act', '3 working days', '--escalate-every', '12 hours'],
      ...['--source', 'Citizen Charter'],
    )
    expect(set).toMatchObject({ code: 0, out: '' })
    expect(set.err).toBe('Set the level birth, version 1. See: kcs level show birth\n')
    const changed = await put('birth', '--act', 'none', '--reply', '7 working days')
    expect(changed.err).toBe('Changed the level birth, version 2. See: kcs level show birth\n')
    const shown = await machine.kcs(['level', 'show', 'birth'])
    expect(shown.out.split('\n')).toEqual([
      'birth  Birth certificate',
      '',
      expect.stringMatching(/^version +2$/),
      expect.stringMatching(/^from +\d{4}-/),
      expect.stringMatching(/^for +subject code BIRTH; priority urgent$/),
      expect.stringMatching(/^acknowledge +1 working day$/),
      expect.stringMatching(/^reply +7 working days$/),
      expect.stringMatching(/^seat to seat +12 hours$/),
      expect.stringMatching(/^source +Citizen Charter$/),
      '',
      expect.stringMatching(/^version +1$/),
      expect.stringMatching(/^from .* until /),
      expect.stringMatching(/^for +subject code BIRTH; priority urgent$/),
      expect.stringMatching(/^acknowledge +1 working day$/),
      expect.stringMatching(/^act +3 working days$/),
      expect.stringMatching(/^seat to seat +12 hours$/),
      expect.stringMatching(/^source +Citizen Charter$/),
      '',
    ])
    const listed = await machine.kcs(['level', 'list'])
    expect(listed.out).toMatch(
      /^birth +Birth certificate +subject code BIRTH; priority urgent +1 working day/m,
    )
    expect(listed.out).toMatch(/^general +All letters +all letters +48 hours/m)
  })

  it('says what is wrong, ends with 2 or 5 and changes nothing', async () => {
    expect((await put('x', '--acknowledge', 'soon')).err).toContain('soon is no term.')
    expect(await put('x', '--subject-code', 'X')).toMatchObject({ code: 2 })
    expect((await put('x', '--priority', 'most', '--acknowledge', '1 hour')).code).toBe(2)
    const equal = await put('x', '--acknowledge', '2 working days')
    expect([equal.code, equal.err]).toEqual([5, expect.stringContaining('x and general (version 1).')])
    expect((await machine.kcs(['level', 'show', 'x'])).code).toBe(3)
  })

  it('warns of a kind of office of which there is none', async () => {
    const ran = await put('palace', '--office-kind', 'palace', '--acknowledge', '1 hour')
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.err).toContain('Warning: there is no office of the kind palace.')
  })
})

describe('kcs level explain', () => {
  it('says which level holds, why, and when each clock would be due', async () => {
    await put(
      'tax',
      '--name',
      'Tax',
      '--name-ml',
      'നികുതി',
      '--subject-code',
      'TAX',
      '--acknowledge',
      '2 hours',
    )
    const question = ['level', 'explain', '--subject-code', 'TAX', '--at', '2027-06-07 12:00']
    const ran = await machine.kcs(question)
    expect(ran.code).toBe(0)
    expect(ran.out.split('\n')).toEqual([
      expect.stringMatching(/^level +tax, version 1: Tax$/),
      expect.stringMatching(/^acknowledge +2 hours, due /),
      expect.stringMatching(/^why +It names the subject code: TAX\.$/),
      expect.stringMatching(
        /^ +It goes before the level general, which fits too: it names more conditions\.$/,
      ),
      '',
    ])
    const inMalayalam = await machine.kcs([...question, '--malayalam'])
    expect(inMalayalam.out).toContain('tax, version 1: നികുതി')
    expect(inMalayalam.out).toContain('2 മണിക്കൂർ')
  })
})

describe('kcs level end', () => {
  it('ends a level, and letters to come have the next one', async () => {
    await put('short', '--subject-code', 'SHORT', '--acknowledge', '1 hour')
    const ran = await machine.kcs(['level', 'end', 'short'])
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.err).toContain('The level short ends.')
    const asked = await machine.kcs(['level', 'explain', '--subject-code', 'SHORT', '--json'])
    expect(asked.json()).toMatchObject({ level: { id: 'general' } })
  })
})
