// Versions of objects as ETag, and the version that a change was made for.

import type { Context } from 'koa'
import { KcsError } from '../../domain/common/error'

/** The header that tells the version. */
export function etag(version: number): { etag: string } {
  return { etag: `"${version}"` }
}

/** The version named by If-Match. Throws KcsError `if-match-missing`, or `version-stale` for one that is none of ours. */
export function versionToChange(ctx: Pick<Context, 'get'>): number {
  const version = versionGiven(ctx)
  if (version === null) throw new KcsError('if-match-missing')
  return version
}

/** The version named by If-Match, or null where the change fits any. Throws KcsError `version-stale` as versionToChange. */
export function versionGiven(ctx: Pick<Context, 'get'>): number | null {
  const header = ctx.get('if-match').trim()
  if (header === '') return null
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined) throw new KcsError('version-stale')
  return Number(version)
}
