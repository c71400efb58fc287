// The SOAP half of the reference Soochika: reads envelopes, calls operations, and makes faults of what they refuse.

import { type RouterContext } from '@koa/router'
import { type Next } from 'koa'
import { type z } from 'zod'
import { bytesOf, Refusal, reply } from '../../reference/server'
import { NAMESPACE } from '../schema'
import { bodyOf, envelopeOf, message, valueOf, XML_TYPE } from '../soap'
import { type Content, element, elements } from '../write'

type Members = Readonly<Record<string, Content | undefined>>

/** Thrown by operations to refuse a call with a fault of SOAP 1.1. */
export class SoapRefusal extends Error {
  constructor(
    readonly side: 'Client' | 'Server',
    readonly code: string,
    readonly more: Members = {},
  ) {
    super(`refused with ${code}`)
  }
}

/** Runs an operation on the value of its element; returns the members of the answer. */
export type Operation = (value: unknown) => Promise<Members>

/** An operation whose members are read by a schema. */
export function operation<T>(
  schema: z.ZodType<T>,
  run: (request: T) => Promise<Members> | Members,
): Operation {
  return async (value) => {
    const { success, data } = schema.safeParse(value)
    if (!success) throw new SoapRefusal('Client', 'FormatError')
    return run(data)
  }
}

/** Serves the operations of one port. */
export function serve(operations: Readonly<Record<string, Operation>>) {
  return async (ctx: RouterContext): Promise<void> => {
    if (!/^text\/xml\b/i.test(ctx.get('content-type'))) throw new Refusal(415, { code: 'not-xml' })
    const body = await bytesOf(ctx)
    const read = bodyOf({ headers: {}, body }, body.length)
    if (!('element' in read)) throw new SoapRefusal('Client', 'NotSoap')
    const { namespace, name } = read.element
    const run = namespace === NAMESPACE && Object.hasOwn(operations, name) ? operations[name] : undefined
    if (!run) throw new SoapRefusal('Client', 'NoSuchOperation')
    const members = await run(valueOf(read.element))
    reply(ctx, 200, envelopeOf(message(`${name}Response`, members)), { 'content-type': XML_TYPE })
  }
}

/** Makes faults of what operations throw. */
export async function soapFaults(ctx: RouterContext, next: Next): Promise<void> {
  try {
    await next()
  } catch (error) {
    if (!(error instanceof SoapRefusal)) throw error
    const { side, code, more } = error
    const detail = element(
      'detail',
      element('Error', elements({ Code: code, ...more }), { xmlns: NAMESPACE }),
    )
    const members = [element('faultcode', `soap:${side}`), element('faultstring', code), detail]
    reply(ctx, 500, envelopeOf(element('soap:Fault', members)), { 'content-type': XML_TYPE })
  }
}
