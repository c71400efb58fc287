// Ids of seats, posts and employees may hold a slash. Proxies in front of KCS decode %2F or refuse it, so the bare slash is
// read as well: what is left of such a path when its ending is that of a route is the id.

import type { Route } from './route'

/** The collections in whose ids a slash may stand. */
const WITH_SLASH = ['/v1/seats', '/v1/employees', '/v1/sanctioned-posts']

/** Returns a function that writes the bare slashes of an id as %2F, so that the path is that of a route. */
export function rawSlashReader(routes: readonly Pick<Route, 'path'>[]): (path: string) => string {
  const endings = new Map(
    WITH_SLASH.map((collection) => {
      const paths = routes.map(({ path }) => path).filter((path) => path.startsWith(`${collection}/:`))
      const tails = paths.map((path) =>
        path
          .slice(collection.length + 1)
          .split('/')
          .slice(1),
      )
      // The longest first, so that /handovers/one-sided is not taken for a part of an id.
      return [collection, [...tails].sort((a, b) => b.length - a.length)] as const
    }),
  )
  return (path) => {
    const collection = WITH_SLASH.find((each) => path.startsWith(`${each}/`))
    if (collection === undefined) return path
    const segments = path.slice(collection.length + 1).split('/')
    const tail = (endings.get(collection) ?? []).find(
      (each) =>
        segments.length > each.length && each.every((word, at) => word === segments.at(at - each.length)),
    )
    if (!tail || segments.length === tail.length + 1) return path
    const id = segments.slice(0, segments.length - tail.length)
    // An empty segment is no part of any id.
    return id.includes('') ? path : [collection, id.join('%2F'), ...tail].join('/')
  }
}
