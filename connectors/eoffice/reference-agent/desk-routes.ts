// The routes of the reference e-Office for the people at its desks: dak, files, movements, letters out.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { keepLetter, OUTGOING_BYTES, outgoingSchema, settingsSchema } from '../../reference/gateway'
import { writeWhole } from '../../reference/journal'
import { page, table } from '../../reference/page'
import { type Call, json, Refusal, type Reply, type Route } from '../../reference/server'
import { deskActSchema } from './acts'
import { type KeptDak } from './dak'
import { type Instance } from './instance'

const fileSchema = z.strictObject({ fileNo: z.string().min(1), subject: z.string().min(1) })

export function deskRoutes(instance: Instance): Route[] {
  const { dak, outbox, knobs, options } = instance
  const route = (method: string, path: string, handle: (call: Call) => Promise<Reply>): Route => ({
    method,
    pattern: `/${options.code}${path}`,
    handle,
  })
  return [
    route('GET', '/', async () => overview(instance)),
    route('GET', '/desk/dak', async () => json(200, { dak: dak.all().map(shown) })),
    route('POST', '/desk/dak/:key/acts', async (call) => json(200, await act(instance, call))),
    route('GET', '/desk/files', async () =>
      json(200, { files: [...dak.files()].map(([fileNo, subject]) => ({ fileNo, subject })) }),
    ),
    route('POST', '/desk/files', async (call) => {
      const { fileNo, subject } = fileSchema.parse(await call.json())
      await dak.openFile(fileNo, subject)
      return json(200, { fileNo, subject })
    }),
    route('POST', '/desk/letters', async (call) => {
      const body = (await call.json(OUTGOING_BYTES)) as Record<string, unknown>
      const letter = outgoingSchema.parse({ id: randomUUID(), ...body })
      const kept = await keepLetter(letter, join(instance.folder, 'documents'))
      const { id, state } = await outbox.put(letter.id, { letter: kept })
      return json(202, { id, state })
    }),
    route('GET', '/desk/outbox', async () =>
      json(200, { items: outbox.items().map(({ payload: _payload, ...item }) => item) }),
    ),
    route('GET', '/knobs', async () => json(200, knobs.knobs)),
    route('POST', '/knobs', async (call) => json(200, knobs.set(await call.json()))),
    route('POST', '/settings', async (call) => {
      Object.assign(instance.settings, settingsSchema.partial().parse(await call.json()))
      await writeWhole(join(instance.folder, 'settings.json'), JSON.stringify(instance.settings))
      outbox.wake()
      return json(200, { kcsUrl: instance.settings.kcsUrl, endpointId: instance.settings.endpointId })
    }),
  ]
}

async function act({ dak, outbox }: Instance, call: Call): Promise<unknown> {
  const key = call.params.key!
  if (!dak.find(key)) throw new Refusal(404, { errorCode: 'UNSEEN' })
  const wanted = deskActSchema.parse(await call.json())
  if (wanted.type === 'PUT_IN_FILE' && !dak.files().has(wanted.fileNo)) {
    throw new Refusal(404, { errorCode: 'FILE_UNKNOWN' })
  }
  const event = await dak.act(key, wanted)
  if (!event) throw new Refusal(409, { errorCode: 'NOT_AT_A_DESK' })
  await outbox.put(event.eventId, { event })
  return event
}

function shown(kept: KeptDak): Record<string, unknown> {
  const { dak, ...rest } = kept
  return {
    ...rest,
    kcsKey: dak.kcsKey,
    subject: dak.subject,
    letterNo: dak.letterNo,
    despatchNo: dak.despatchNo,
    nature: dak.nature,
    from: dak.from.officeName,
    toOffice: dak.to.officeCode,
    pages: dak.pages,
  }
}

function overview({ options, dak, outbox }: Instance): Reply {
  const rows = dak
    .all()
    .map(({ diaryNo, dak: { letterNo, subject, from }, desk, fileNo, state }) => [
      diaryNo,
      letterNo,
      subject,
      from.officeName,
      desk,
      fileNo ?? '',
      state,
    ])
  const sent = outbox.items().map(({ id, state, tries }) => [id, state, String(tries)])
  return page(options.name, [
    table('Dak', ['Diary number', 'Letter', 'Subject', 'From', 'Desk', 'File', 'State'], rows),
    table('Files', ['Number', 'Subject'], [...dak.files()]),
    table('Handed to KCS', ['Id', 'State', 'Tries'], sent),
  ])
}
