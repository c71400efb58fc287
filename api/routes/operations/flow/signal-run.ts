// POST /v1/flows/:name/:id/signals/:signal: signals a run.

import type { z } from 'zod'
import { faultOfFields, KcsError } from '../../../../domain/common/error'
import { readBody } from '../../../http/read-body'
import { route } from '../../../http/route'
import { fieldErrorsOf, readBy } from '../../../http/schema-errors'
import { parseStrictJson } from '../../../../domain/common/text/json'
import { requireCase, requireRole } from './policy'
import { argumentSchema, OPERATORS, signalParams, TAG, toldSchema } from './schema'

const ARGUMENT_BYTES = 64 * 1024

export const signalRun = route({
  method: 'post',
  path: '/v1/flows/:name/:id/signals/:signal',
  operationId: 'signalRun',
  summary: 'Tell a run something that a person may say',
  description: 'Each signal of a case has a schema of its own; `validation-failed` names what is wrong.',
  tag: TAG,
  access: OPERATORS,
  params: signalParams,
  rawBody: ['application/json'],
  rawSchema: argumentSchema,
  responses: { 202: { description: 'It is told.', schema: toldSchema } },
  errors: [
    'forbidden',
    'flow-unknown',
    'flow-message-unknown',
    'validation-failed',
    'service-unavailable',
    ...(['body-cut', 'body-not-json', 'body-too-deep', 'body-too-large', 'media-type-unsupported'] as const),
  ],
  async handler({ ctx, deps, identity, params }) {
    const { manifest, signals } = requireCase(deps, params.name)
    requireRole(identity, manifest.maySignal)
    const isOffered = manifest.offered.includes(params.signal)
    const schema = isOffered && Object.hasOwn(signals, params.signal) ? signals[params.signal] : undefined
    if (schema === undefined) throw new KcsError('flow-message-unknown')
    const args = argumentsOf(schema, await readBody(ctx.req, ARGUMENT_BYTES))
    const running = await deps.runs.relaySignal(manifest.name, params.id, params.signal, args)
    return { status: 202, body: { running } }
  },
})

/** The arguments of the signal, as its schema says: one, or none. */
function argumentsOf(schema: z.ZodType | null, bytes: Buffer): unknown[] {
  if (schema === null) {
    if (bytes.length === 0) return []
    throw new KcsError('validation-failed', { detail: 'This signal takes no argument.' })
  }
  const result = readBy(schema, parseStrictJson(bytes))
  if (!result.success) throw faultOfFields(fieldErrorsOf(result.error))
  return [result.data]
}
