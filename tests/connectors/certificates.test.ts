// A system whose certificate is not valid is sent nothing, by no other way either.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Certified, newAuthority, newCertificate } from '../support/certificate'
import { typescriptExecArgv } from '../support/processes'

/** A system with that certificate, and how many calls reached it. */
async function systemWith(certified: Certified) {
  const system = { url: '', calls: 0, close: () => server.close() }
  const server = createServer(certified, (request, response) => {
    system.calls += 1
    request.resume()
    response.end()
  })
  await once(server.listen(0, 'localhost'), 'listening')
  system.url = `https://localhost:${(server.address() as AddressInfo).port}/tapals`
  return system
}

test('one that has expired, is of another host, is not good yet or is signed by nobody we trust gets no letter; a good one does', async () => {
  const [trusted, unknown] = [newAuthority('State CA'), newAuthority('Nobody')]
  const systems = await Promise.all(
    [
      newCertificate(trusted, 'localhost', [-1, 1]),
      newCertificate(trusted, 'localhost', [-2, -1]),
      newCertificate(trusted, 'agent.example', [-1, 1]),
      newCertificate(trusted, 'localhost', [1, 2]),
      newCertificate(unknown, 'localhost', [-1, 1]),
    ].map(systemWith),
  )
  const folder = await mkdtemp(join(tmpdir(), 'kcs-certificates-'))
  const file = join(folder, 'ca.pem')
  await writeFile(file, trusted.cert)
  const caller = join(__dirname, 'certificate-caller.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...typescriptExecArgv(), caller, ...systems.map(({ url }) => url)],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: file } },
  )
  const invalid = { fault: 'tls-invalid', sent: false }
  expect(JSON.parse(stdout)).toEqual([200, invalid, invalid, invalid, invalid])
  expect(systems.map(({ calls }) => calls)).toEqual([1, 0, 0, 0, 0])
  for (const system of systems) system.close()
  await rm(folder, { recursive: true })
})
