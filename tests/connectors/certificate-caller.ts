// A process that calls addresses as connectors do, and prints what came of each: what it trusts is set before it starts.

import { createHttpClient } from '../../connectors/http'

const http = createHttpClient({ allowLoopback: true })

async function main(): Promise<void> {
  const results: unknown[] = []
  for (const url of process.argv.slice(2)) {
    const result = await http({ method: 'POST', url, headers: {}, body: 'a letter' })
    results.push('status' in result ? result.status : result)
  }
  process.stdout.write(JSON.stringify(results))
}

void main()
