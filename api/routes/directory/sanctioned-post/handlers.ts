// Sanctioned posts: as of an instant, as a report of their changes, and the changes themselves.

import { KcsError } from '../../../../domain/common/error'
import { requireEnd, requireSpan } from '../../../../domain/directory/office/changes'
import { newSanctionedPost, type SanctionedPost } from '../../../../domain/directory/seat/seat'
import {
  resanctioned,
  strengthAt,
  strengthChanges,
} from '../../../../domain/directory/sanctioned-post/strength'
import { etag, versionToChange } from '../../../http/etag'
import type { Answer, CallOf } from '../../../http/route'
import { requireOfficeAdmin } from '../../../../services/access/right/directory-rights'
import { given, instantOf, noteOf, requireAdminOf } from '../../common/directory-changes'
import { historyOf, type historyQuery } from '../../common/history'
import type { newPostSchema, postChangesSchema, postParams, postQuery } from './schema'

export async function listPosts(call: CallOf<{ query: typeof postQuery }>): Promise<Answer> {
  const { deps, query, now } = call
  const at = instantOf(query.at) ?? now
  const items = (await deps.repositories.sanctionedPosts.ofOffice(query.office)).map((post) =>
    present(post, at),
  )
  return { status: 200, body: { items, strength: totalOf(items) } }
}

export async function reportStrength(call: CallOf<{ query: typeof postQuery }>): Promise<Answer> {
  const { deps, query, now } = call
  const at = instantOf(query.at) ?? now
  const posts = await deps.repositories.sanctionedPosts.ofOffice(query.office)
  const strength = totalOf(posts.map((post) => present(post, at)))
  return { status: 200, body: { at, strength, changes: strengthChanges(posts) } }
}

export async function readPost(call: CallOf<{ params: typeof postParams }>): Promise<Answer> {
  const post = await call.deps.repositories.sanctionedPosts.byId(call.params.id)
  if (!post) throw new KcsError('not-found')
  return { status: 200, body: present(post, call.now), headers: etag(post.version) }
}

export async function readHistory(
  call: CallOf<{ params: typeof postParams; query: typeof historyQuery }>,
): Promise<Answer> {
  const { deps, params, query, ctx } = call
  if (!(await deps.repositories.sanctionedPosts.byId(params.id))) throw new KcsError('not-found')
  const object = { thing: 'sanctioned-post', subject: params.id } as const
  return historyOf(deps.repositories, object, { path: ctx.path, query })
}

export async function addPost(call: CallOf<{ body: typeof newPostSchema }>): Promise<Answer> {
  const { deps, body, identity, now } = call
  const office = await deps.repositories.offices.byCode(body.office)
  if (!office) throw new KcsError('office-unknown', { detail: body.office })
  await requireOfficeAdmin(deps.repositories.seats, identity, office)
  const { from, until, ...facts } = body
  const span = { from: from === undefined ? now : instantOf(from), until: instantOf(until) }
  requireSpan(span)
  const post = newSanctionedPost({ ...given(facts), ...span })
  const added = await deps.repositories.sanctionedPosts.add(post, noteOf(identity, 'post-sanctioned', now))
  const location = `/v1/sanctioned-posts/${encodeURIComponent(added.id)}`
  return { status: 201, body: present(added, now), headers: { ...etag(added.version), location } }
}

export async function changePost(
  call: CallOf<{ params: typeof postParams; body: typeof postChangesSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  const { sanctionedPosts } = deps.repositories
  const before = await sanctionedPosts.byId(params.id)
  if (!before) throw new KcsError('not-found')
  await requireAdminOf(deps, identity, [before.office])
  const { posts, order, until } = body
  const edit = (post: SanctionedPost): SanctionedPost => {
    const end = until === undefined ? post.until : instantOf(until)
    requireEnd(post.until, end, now)
    requireSpan({ from: post.from, until: end })
    const ended = end?.getTime() === post.until?.getTime() ? post : { ...post, until: end }
    if (posts === undefined || order === undefined) return ended
    return resanctioned(ended, { posts, order, from: instantOf(body.from) ?? now }, now)
  }
  const note = noteOf(identity, 'post-changed', now)
  const post = await sanctionedPosts.edit(params.id, version, edit, note)
  return { status: 200, body: present(post, now), headers: etag(post.version) }
}

function present(post: SanctionedPost, at: Date) {
  const { id, office, wing, section, designation, posts, order, from, until, earlier, version } = post
  const strength = strengthAt(post, at)
  return { id, office, wing, section, designation, posts, order, from, until, earlier, strength, version }
}

function totalOf(items: readonly { strength: number }[]): number {
  return items.reduce((sum, { strength }) => sum + strength, 0)
}
