// Groups: listed, read, made, changed; kept by the admin or the head of the office that owns them.

import { KcsError } from '../../../../domain/common/error'
import type { Group, GroupDefinition, GroupRule } from '../../../../domain/directory/group/group'
import { requireNotPast } from '../../../../domain/directory/office/changes'
import type { ApiDeps } from '../../../deps'
import { etag, versionToChange } from '../../../http/etag'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { requireOfficeHead } from '../../../../services/access/right/directory-rights'
import { callerOf, type KnownIdentity } from '../../../../services/access/right/identity'
import { requireSoundRule } from './checks'
import type { groupChangesSchema, groupListQuery, groupParams, newGroupSchema, RuleBody } from './schema'

export async function listGroups(call: CallOf<{ query: typeof groupListQuery }>): Promise<Answer> {
  const { deps, query, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.groups.list(query.office ?? null, {
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readGroup(call: CallOf<{ params: typeof groupParams }>): Promise<Answer> {
  const group = await call.deps.repositories.groups.byId(call.params.id)
  if (!group) throw new KcsError('not-found')
  return { status: 200, body: group, headers: etag(group.version) }
}

export async function addGroup(call: CallOf<{ body: typeof newGroupSchema }>): Promise<Answer> {
  const { deps, body, identity, now } = call
  const { id, name, nameMl, office } = body
  await requireKeeper(deps, identity, office)
  const definition = await definitionOf(deps, id, body, now)
  const group: Group = { id, name, nameMl, office, definitions: [definition], until: null, version: 1 }
  const added = await deps.repositories.groups.add(group, noteOf(identity, 'group-added', now))
  const location = `/v1/groups/${encodeURIComponent(id)}`
  return { status: 201, body: added, headers: { ...etag(added.version), location } }
}

export async function changeGroup(
  call: CallOf<{ params: typeof groupParams; body: typeof groupChangesSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  const known = await deps.repositories.groups.byId(params.id)
  if (!known) throw new KcsError('not-found')
  await requireKeeper(deps, identity, known.office)
  const definition = await definitionOf(deps, params.id, body, now)
  const until = body.until === null ? null : new Date(body.until)
  if (until !== null && until.getTime() !== known.until?.getTime()) requireNotPast(until, now)
  const changed = await deps.repositories.groups.change(
    params.id,
    version,
    (group) => edited(group, { name: body.name, nameMl: body.nameMl, until }, definition, now),
    noteOf(identity, 'group-changed', now),
  )
  return { status: 200, body: changed, headers: etag(changed.version) }
}

/** What it has been stays; a definition that has not begun is replaced. */
function edited(
  group: Group,
  facts: Pick<Group, 'name' | 'nameMl' | 'until'>,
  definition: GroupDefinition,
  now: Date,
): Group {
  const begun = group.definitions.filter(({ from }) => from <= now && from < definition.from)
  const last = begun[begun.length - 1]
  const same = last !== undefined && JSON.stringify(saying(last)) === JSON.stringify(saying(definition))
  return { ...group, ...facts, definitions: same ? begun : [...begun, definition] }
}

function saying({ reach, rule }: GroupDefinition) {
  return { reach, rule }
}

async function definitionOf(
  deps: ApiDeps,
  id: string,
  body: { reach: GroupDefinition['reach']; rule: RuleBody; from?: string | undefined },
  now: Date,
): Promise<GroupDefinition> {
  const from = body.from === undefined ? now : new Date(body.from)
  requireNotPast(from, now)
  const rule = ruleOf(body.rule)
  await requireSoundRule(deps.repositories, id, rule, from)
  return { from, reach: body.reach, rule }
}

async function requireKeeper(deps: ApiDeps, identity: KnownIdentity, code: string): Promise<void> {
  const office = await deps.repositories.offices.byCode(code)
  if (!office) throw new KcsError('office-unknown', { detail: code })
  await requireOfficeHead(deps.repositories.seats, identity, office)
}

function noteOf(identity: KnownIdentity, what: string, at: Date) {
  return { what, actor: { kind: 'operator', account: callerOf(identity) } as const, at }
}

/** The rule with its instants as such, and without what was not given. */
function ruleOf(body: RuleBody): GroupRule {
  if ('offices' in body) return { offices: given(body.offices) }
  if ('members' in body)
    return {
      members: body.members.map(({ from, until, ...named }) => ({
        ...given(named),
        from: from === null ? null : new Date(from),
        until: until === null ? null : new Date(until),
      })),
    }
  if ('any' in body) return { any: body.any.map(ruleOf) }
  if ('all' in body) return { all: body.all.map(ruleOf) }
  if ('of' in body) return { of: ruleOf(body.of), except: ruleOf(body.except) }
  return body
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}
