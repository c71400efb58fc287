// Routing rules: kept by the administrators of the office that makes them, with their problems told at once.

import { KcsError } from '../../../../domain/common/error'
import { requireNotPast, requireSpan } from '../../../../domain/directory/office/changes'
import { type RoutingRule, type RuleText, withText } from '../../../../domain/letters/routing/rule'
import type { ApiDeps } from '../../../deps'
import { etag, versionToChange } from '../../../http/etag'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { newId } from '../../../../process/new-id'
import type { Answer, CallOf } from '../../../http/route'
import { requireOfficeAdmin } from '../../../../services/access/right/directory-rights'
import { callerOf, type KnownIdentity } from '../../../../services/access/right/identity'
import { problemsAmongOthers, requireThere } from './checks'
import type {
  newRuleSchema,
  RuleBody,
  ruleChangesSchema,
  ruleCheckSchema,
  ruleListQuery,
  ruleParams,
} from './schema'

export async function listRules(call: CallOf<{ query: typeof ruleListQuery }>): Promise<Answer> {
  const { deps, query, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.routingRules.list(query.office ?? null, {
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  return { status: 200, body: { items: page.items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readRule(call: CallOf<{ params: typeof ruleParams }>): Promise<Answer> {
  const rule = await call.deps.repositories.routingRules.byId(call.params.id)
  if (!rule) throw new KcsError('not-found')
  return { status: 200, body: rule, headers: etag(rule.version) }
}

export async function addRule(call: CallOf<{ body: typeof newRuleSchema }>): Promise<Answer> {
  const { deps, body, identity, now } = call
  await requireOwner(deps, identity, body.office)
  const text = textOf(body, now)
  await requireThere(deps.repositories, text)
  const rule: RoutingRule = {
    id: newId(now),
    name: body.name,
    office: body.office,
    ...text,
    version: 1,
    earlier: [],
  }
  const added = await deps.repositories.routingRules.add(rule, noteOf(identity, 'rule-added', now))
  const problems = await problemsAmongOthers(deps.repositories, added, now)
  const location = `/v1/routing-rules/${added.id}`
  return { status: 201, body: { ...added, problems }, headers: { ...etag(1), location } }
}

export async function changeRule(
  call: CallOf<{ params: typeof ruleParams; body: typeof ruleChangesSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  const known = await deps.repositories.routingRules.byId(params.id)
  if (!known) throw new KcsError('not-found')
  await requireOwner(deps, identity, known.office)
  const text = textOf(body, now, known)
  await requireThere(deps.repositories, text)
  const changed = await deps.repositories.routingRules.change(
    params.id,
    version,
    (rule) => withText(rule, body.name, text, now),
    noteOf(identity, 'rule-changed', now),
  )
  const problems = await problemsAmongOthers(deps.repositories, changed, now)
  return { status: 200, body: { ...changed, problems }, headers: etag(changed.version) }
}

/** The problems that the rule would have, without saving it. */
export async function checkRule(call: CallOf<{ body: typeof ruleCheckSchema }>): Promise<Answer> {
  const { deps, body, now } = call
  const office = await deps.repositories.offices.byCode(body.office)
  if (!office) throw new KcsError('office-unknown', { detail: body.office })
  const text = textOf(body, now)
  await requireThere(deps.repositories, text)
  const rule = { id: body.id ?? '', office: body.office, ...text, version: 1 }
  return { status: 200, body: { problems: await problemsAmongOthers(deps.repositories, rule, now) } }
}

/** A beginning that is the rule's own already may lie in the past; what it says anew holds from now. */
function textOf(
  body: Omit<RuleBody, 'office' | 'name'>,
  now: Date,
  known?: RoutingRule,
): Omit<RuleText, 'version'> {
  const from = body.from === undefined ? now : new Date(body.from)
  const until = body.until === null ? null : new Date(body.until)
  if (from.getTime() !== known?.from.getTime()) requireNotPast(from, now)
  requireSpan({ from, until })
  if (until !== null && until.getTime() !== known?.until?.getTime()) requireNotPast(until, now)
  return { from, until, priority: body.priority, when: given(body.when), then: given(body.then) }
}

async function requireOwner(deps: ApiDeps, identity: KnownIdentity, code: string): Promise<void> {
  const office = await deps.repositories.offices.byCode(code)
  if (!office) throw new KcsError('office-unknown', { detail: code })
  await requireOfficeAdmin(deps.repositories.seats, identity, office)
}

function noteOf(identity: KnownIdentity, what: string, at: Date) {
  return { what, actor: { kind: 'operator', account: callerOf(identity) } as const, at }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what was not given; also inside lists. */
function given<T extends object>(fields: T): Given<T> {
  return JSON.parse(JSON.stringify(fields)) as Given<T>
}
