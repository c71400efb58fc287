// An agent of KCS: takes letters, keeps them, fetches their documents, reports what the office did, and sends letters.
// node agent.mjs. What it still owes is on disk; it may be killed at any time and goes on when it is started again.

import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { callBack, fetchDocument, Later, Refused, say, Spoilt, upload } from './kcs.mjs'
import { atOnce, refusalOf } from './office.mjs'
import { Conflict, openRegister } from './register.mjs'
import { deskOf, isLetter, protocolOf, serve } from './server.mjs'
import * as settings from './settings.mjs'

const MEDIA_TYPES = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' }
/** The call of an agent that fetches for each kind of report. */
const CALLS = {
  ...{ received: 'receive', acknowledged: 'acknowledge', opened: 'open', movement: 'move', filed: 'file' },
  ...{ closed: 'close', refused: 'refuse', returned: 'return', withdrawn: 'withdraw' },
}
const PAGE = 20

const bell = new EventTarget()
let works = 0
let register

/** Tells the loops that there is something to do. */
function wake() {
  works += 1
  bell.dispatchEvent(new Event('work'))
}

/**
 * Runs the step for ever: again when there is more or the idle time has passed; after a fault with growing waits. Without an
 * idle time it runs until it was done once.
 */
async function repeat(what, step, idleMs, { isWoken = false } = {}) {
  for (let faults = 0; ; ) {
    const seen = works
    try {
      const isMore = await step()
      faults = 0
      if (idleMs === null) return
      if (isMore || (isWoken && works !== seen)) continue
      if (isWoken) await once(bell, 'work', { signal: AbortSignal.timeout(idleMs) }).catch(() => undefined)
      else await wait(idleMs)
    } catch (error) {
      faults += 1
      const ownMs = Math.min(60, 2 ** Math.min(faults, 8) / 4) * (800 + 400 * Math.random())
      const waitMs = Math.max((error.seconds ?? 0) * 1000, ownMs)
      const text =
        error instanceof Later || error instanceof Refused ? error.message : (error.code ?? error.name)
      console.log(`${what}: ${text}; again in ${Math.round(waitMs / 1000)} s`)
      await wait(waitMs)
    }
  }
}

/** Any call with the key shows KCS that this agent is up: what waited for it meanwhile comes at once. */
async function sayBack() {
  await say('GET', '/v1/agent')
}

/** Letters whose documents are not right: how often they were looked at, and when they are looked at again. */
const putOff = new Map()

/** Fetches what is missing, and does what the office does at once. A letter that is not right holds no other up. */
async function workThrough() {
  const due = register.openLetters().filter(({ deliveryKey }) => !(putOff.get(deliveryKey)?.at > Date.now()))
  for (const letter of due) {
    const { deliveryKey, reference } = letter
    try {
      await dealWith(letter)
      putOff.delete(deliveryKey)
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Spoilt)) throw error
      const tries = (putOff.get(deliveryKey)?.tries ?? 0) + 1
      putOff.set(deliveryKey, { tries, at: Date.now() + Math.min(3600, 2 ** tries) * 1000 })
      console.log(`${reference}: ${error.message}`)
      if (error instanceof Spoilt && tries >= 5) giveUp(deliveryKey)
    }
  }
  return due.length > 0
}

async function dealWith({ deliveryKey, ...letter }) {
  const folder = join(settings.STATE, 'documents', deliveryKey)
  await mkdir(folder, { recursive: true })
  for (const { href, sha256 } of letter.envelope.documents)
    if (!existsSync(join(folder, sha256))) await fetchDocument(href, sha256, join(folder, sha256))
  for (const [index, act] of atOnce(letter).entries())
    if (!actUnlessConflict(deliveryKey, { ...act, key: `at-once-${index}` })) break
  register.settle(deliveryKey)
  wake()
}

function giveUp(deliveryKey) {
  const reason = 'A document is not what it is said to be.'
  actUnlessConflict(deliveryKey, { kind: 'refused', code: 'unreadable', reason, key: 'unreadable' })
  wake()
}

/** False where it was recalled, or somebody at the desk was faster. */
function actUnlessConflict(deliveryKey, act) {
  try {
    return register.act(deliveryKey, act) !== null
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

let batch = 100

/** Tells KCS what is owed, up to a hundred reports in one call, and crosses off what it confirms. */
async function tellByCallBack() {
  const owed = register.owed(batch)
  if (owed.length === 0) return false
  const reports = owed.map(({ key, deliveryKey, body }) => ({ key, deliveryKey, ...asCallBack(body) }))
  const rejected = await callBack(reports).catch((error) => {
    if (!(error instanceof Refused)) throw error
    batch = Math.max(1, batch >> 1)
    throw new Later(`${error.message}; fewer in one call`)
  })
  crossOff(owed.map(({ key }, place) => [key, rejected.get(place)]))
  batch = 100
  return true
}

/** A report as a call-back has it: the desk's members stand below `desk`. */
function asCallBack({ from, to, file, ...report }) {
  return report.kind === 'movement' || report.kind === 'filed'
    ? { ...report, desk: { from, to, file } }
    : report
}

/** Tells KCS what is owed by an agent that fetches, each report as a call of its own. */
async function tellOneByOne() {
  const owed = register.owed(100)
  for (const { key, tapal, body } of owed) {
    const { kind, ...report } = body
    const idempotencyKey = kind === 'received' || kind === 'withdrawn' ? undefined : key
    const path = `/v1/agent/inwards/${encodeURIComponent(tapal)}/${CALLS[kind]}`
    try {
      await say('POST', path, report, idempotencyKey)
      crossOff([[key, undefined]])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      crossOff([[key, error.problem.code]])
    }
  }
  return owed.length > 0
}

function crossOff(faults) {
  register.told(faults)
  for (const [key, fault] of faults)
    if (fault) console.log(`report ${key} stands against the record: ${fault}`)
}

/** Comes for letters. The name of a fetching changes with what is kept, so that one that broke off is repeated. */
async function come() {
  const claim = `${settings.PREFIX}-${register.count()}`.replaceAll(/[^A-Za-z0-9_-]/g, '-')
  const page = await say('GET', `/v1/agent/inwards?limit=${PAGE}&leaseSeconds=60&claim=${claim}`)
  let isAnyNew = false
  for (const { id, lease: _lease, ...envelope } of page.items) {
    if (!isLetter(envelope)) throw new Later('KCS gave out what is no letter')
    isAnyNew = register.arrive(envelope, refusalOf(envelope), id).isNew || isAnyNew
  }
  for (const { id, deliveryKey } of page.withdrawals) register.withdraw(deliveryKey, id)
  if (page.items.length + page.withdrawals.length > 0) wake()
  // What comes again is still to be confirmed by the reports; nothing else comes before.
  return page.more && isAnyNew
}

/** Hands to KCS what lies in `outgoing`: a folder a letter, whose name is its Idempotency-Key. */
async function send() {
  const outgoing = join(settings.STATE, 'outgoing')
  const entries = await readdir(outgoing, { withFileTypes: true })
  let fault
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')))
    await handOver(name, join(outgoing, name)).catch((error) => (fault ??= error))
  if (fault) throw fault
  return false
}

async function handOver(key, folder) {
  try {
    if (!/^[A-Za-z0-9._-]{1,200}$/.test(key) || existsSync(join(settings.STATE, 'sent', key)))
      throw new Refused(422, { code: 'key-unusable', detail: 'a key has plain signs, and is used once' })
    const { office, dispatch, documents } = await readLetter(folder)
    const uploaded = []
    for (const { name, mediaType } of documents)
      uploaded.push({ sha256: await upload(office, join(folder, name), mediaType), name })
    const answer = await say('POST', '/v1/dispatches', { ...dispatch, documents: uploaded }, key)
    await putAway(folder, join('sent', key), answer)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    console.log(`letter ${key} was refused: ${error.message}`)
    await putAway(folder, join('refused', `${key}-${Date.now()}`), error.problem)
  }
}

async function readLetter(folder) {
  try {
    const { office, dispatch, documents } = JSON.parse(await readFile(join(folder, 'letter.json'), 'utf8'))
    const named = documents.map((name) => ({
      ...{ name, mediaType: MEDIA_TYPES[name.split('.').at(-1).toLowerCase()] },
    }))
    if (typeof office !== 'string' || named.some((one) => !one.mediaType || /[/\\]/.test(one.name)))
      throw new Error()
    for (const { name } of named) await access(join(folder, name))
    return { office, dispatch, documents: named }
  } catch {
    const detail = 'see README: letter.json and its documents'
    throw new Refused(422, { code: 'letter-unreadable', detail })
  }
}

/** Leaves the answer of KCS beside the letter and moves both. Killed before, the letter is handed over again: it is one. */
async function putAway(folder, where, answer) {
  await writeFile(join(folder, 'answer.json'), JSON.stringify(answer, null, 2), { flush: true })
  await mkdir(join(settings.STATE, where, '..'), { recursive: true })
  await rename(folder, join(settings.STATE, where))
}

async function main() {
  const missing = settings.missing()
  if (missing.length > 0) throw new Error(`Not set: ${missing.join(', ')}. See README.md.`)
  mkdirSync(join(settings.STATE, 'outgoing'), { recursive: true })
  // The desk's port is taken before the register is read: a second agent ends here.
  let answerDesk = () => [503, { code: 'not-now' }]
  const desk = await serve('127.0.0.1', settings.DESK_PORT, (call) => answerDesk(call))
  register = openRegister(settings.STATE)
  answerDesk = deskOf(register, wake)
  let where = `letters of ${settings.KCS_URL}`
  if (settings.MODE === 'push') {
    const port = await serve(settings.HOST, settings.PORT, protocolOf(register, wake))
    where = `http://${settings.HOST}:${port}${settings.BASE_PATH}`
    repeat('coming back', sayBack, null)
    repeat('reports', tellByCallBack, 5000, { isWoken: true })
  } else {
    repeat('reports', tellOneByOne, 5000, { isWoken: true })
    repeat('fetching', come, settings.COME_EVERY_SECONDS * 1000)
  }
  repeat('letters', workThrough, 5000, { isWoken: true })
  repeat('sending', send, 2000)
  console.log(`agent: ${where}, desk: http://127.0.0.1:${desk}/letters`)
}

main().catch((error) => {
  const isTaken = error.code === 'EADDRINUSE'
  console.error(
    isTaken
      ? `Port ${error.port} is taken: does the agent run already? Set PORT and DESK_PORT.`
      : error.message,
  )
  process.exit(1)
})
