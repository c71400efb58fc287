// Faults on request: how a reference agent is made to behave badly.

import { z } from 'zod'

/** One scripted fault; the next call it fits meets it, `times` times. */
const faultSchema = z.strictObject({
  /** Method and start of the path, such as `POST /tapals`; any call if left out. */
  on: z.string().optional(),
  times: z.number().int().min(1).default(1),
  /** Let the call have its effect first, and only spoil the answer. */
  afterEffect: z.boolean().default(false),
  /** answer: `status`, `headers`, `body` · cut: break the line · hang: never answer · flood: 1 GB · drip: a byte now and then */
  mode: z.enum(['answer', 'cut', 'hang', 'flood', 'drip']).default('answer'),
  status: z.number().int().min(200).max(599).default(500),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
})
export type Fault = z.infer<typeof faultSchema>

export const knobsSchema = z.strictObject({
  /** Every call breaks the line, as if nothing were there. */
  down: z.boolean().default(false),
  slowMs: z.number().int().min(0).max(600_000).default(0),
  /** Returns 503 so many times, then takes calls again; what is only asked (GET) is not counted and gets its response. */
  fail503Times: z.number().int().min(0).default(0),
  /** Seconds of the Retry-After header of those 503; none if null. */
  retryAfterSeconds: z.number().int().min(0).nullable().default(null),
  /** Does the work but returns bytes that are no JSON. */
  garbage: z.boolean().default(false),
  /** Every call-back is sent so many times more. */
  repeatCallbacks: z.number().int().min(0).max(100).default(0),
  faults: z.array(faultSchema).default([]),
})
export type Knobs = z.infer<typeof knobsSchema>

/** What the knobs may be set to; the parts left out stay as they are. */
export type KnobSettings = z.input<typeof knobsSchema>

/** Holds the knobs of a running agent. */
export class KnobBoard {
  knobs: Knobs

  constructor(start: KnobSettings = {}) {
    this.knobs = knobsSchema.parse(start)
  }

  /** Sets the given parts. Throws ZodError on an unknown knob. */
  set(change: unknown): Knobs {
    const parts = z.record(z.string(), z.unknown()).parse(change)
    this.knobs = knobsSchema.parse({ ...this.knobs, ...parts })
    return this.knobs
  }

  /** The fault that meets this call, taken off the board, or null. */
  next(method: string, path: string): Fault | null {
    const { knobs } = this
    if (knobs.down) return faultSchema.parse({ mode: 'cut' })
    if (knobs.fail503Times > 0 && method !== 'GET') {
      knobs.fail503Times -= 1
      const headers =
        knobs.retryAfterSeconds === null ? {} : { 'retry-after': String(knobs.retryAfterSeconds) }
      return faultSchema.parse({ status: 503, headers })
    }
    const index = knobs.faults.findIndex(({ on }) => on === undefined || `${method} ${path}`.startsWith(on))
    const fault = knobs.faults[index]
    if (fault) {
      fault.times -= 1
      if (fault.times === 0) knobs.faults.splice(index, 1)
      return fault
    }
    return knobs.garbage ? faultSchema.parse({ afterEffect: true, status: 200, body: '<html>oops' }) : null
  }
}
