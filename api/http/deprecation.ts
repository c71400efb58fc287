// What callers of an operation that is to go are told with each response.

import type { Deprecation } from './route'

/** The Deprecation (RFC 9745) and Sunset (RFC 8594) headers; both days begin at midnight in UTC. */
export function deprecationHeaders({ since, sunset }: Deprecation): Record<string, string> {
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    ...(sunset === undefined ? {} : { sunset: new Date(sunset).toUTCString() }),
  }
}
