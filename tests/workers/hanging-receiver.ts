// A process that takes a report and never comes to record it; its parent kills it.

import { createSecrets } from '../../secrets'
import { startBounceReceiver } from '../../workers/bounces/receiver'

async function main([domain, secret]: string[]): Promise<void> {
  const { port } = await startBounceReceiver({
    domain: domain!,
    listen: { host: '127.0.0.1', port: 0 },
    secrets: createSecrets(secret!),
    take: () => {
      process.send?.({ taking: true })
      return new Promise(() => undefined)
    },
    note: () => undefined,
    log: { info: () => undefined, warn: () => undefined },
  })
  process.send?.({ port })
}

void main(process.argv.slice(2))
