// kcs doctor: what it finds on this machine, and how it ends when something is wrong.

import { createServer } from 'node:net'
import { type AddressInfo } from 'node:net'
import { type Machine, openMachine } from './kcs'

let machine: Machine

beforeEach(() => {
  machine = openMachine(undefined)
  machine.env['PATH'] = process.env['PATH']
})
afterEach(() => machine.remove())

describe('kcs doctor', () => {
  it('lists every check with what was found and ends with 0 on a machine that can run KCS', async () => {
    const ran = await machine.kcs(['doctor'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/^CHECK +STATE +FOUND\nNode +well +\d/)
    for (const check of ['Python', 'MongoDB', 'Temporal', 'Ports', 'Disk', 'Data folder'])
      expect(ran.out).toContain(check)
  })

  it('does not show the address of a server of one’s own, for it may hold a password', async () => {
    machine.env['MONGODB_URI'] = 'mongodb://user:hidden@127.0.0.1/'
    const ran = await machine.kcs(['doctor', '--json'])
    expect(ran.json<{ ok: boolean }>().ok).toBe(true)
    expect(ran.out).not.toContain('hidden')
  })

  it('names the port that another program holds, says what to do, and ends with 1', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    machine.file('ports.json', JSON.stringify({ MongoDB: port }))
    const ran = await machine.kcs(['doctor'])
    await new Promise((resolve) => other.close(resolve))
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(new RegExp(`Ports +WRONG +taken by another program: ${port} \\(MongoDB\\)`))
    expect(ran.err).toContain('Stop that program')
  })
})
