// The settings of the agent, from the environment.

const { env } = process

export const KCS_URL = (env.KCS_URL ?? '').replace(/\/+$/, '')
export const KCS_API_KEY = env.KCS_API_KEY ?? ''
export const KCS_SECRET = env.KCS_SECRET ?? ''
export const KCS_ENDPOINT = env.KCS_ENDPOINT ?? ''

/** push: KCS calls this agent. pull: this agent comes for its letters. */
export const MODE = env.MODE ?? '{{mode}}'
/** Codes of the offices served, with commas; all if empty. */
export const OFFICES = (env.OFFICES ?? '').split(',').filter((code) => code !== '')
export const PREFIX = (env.PREFIX ?? '{{name}}').toUpperCase()
export const ACKNOWLEDGE_AT_ONCE = env.ACKNOWLEDGE_AT_ONCE === '1'

export const HOST = env.HOST ?? '127.0.0.1'
export const PORT = Number(env.PORT ?? 8801)
export const BASE_PATH = (env.BASE_PATH ?? '').replace(/\/+$/, '')
/** The desk is for this machine alone. Its port also keeps a second agent from the same register. */
export const DESK_PORT = Number(env.DESK_PORT ?? 8802)
export const COME_EVERY_SECONDS = Number(env.COME_EVERY_SECONDS ?? 60)

export const STATE = env.STATE ?? 'state'

/** The settings without which the agent cannot work. */
export function missing() {
  const needed = { KCS_URL, KCS_API_KEY, ...(MODE === 'push' ? { KCS_SECRET, KCS_ENDPOINT } : {}) }
  return Object.keys(needed).filter((name) => needed[name] === '')
}
