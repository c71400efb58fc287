// What an iAPS says it can take, and whether its drop can be used: KCS writes a draft there and removes it.

import { randomUUID } from 'node:crypto'
import { type Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { EVERY_LETTER } from '../every-letter'
import { garbled, readJson } from '../reading'
import { type Drop, DropFault, readWhole } from './drop'
import { outcomeOfThrown } from './errors'
import { DRAFT_ENDING, FOLDERS, SERVICE_FILE, serviceSchema } from './schema'

const SERVICE_BYTES = 64 * 1024

/** Reads the service file, looks into the out folder, and tries to write where letters are dropped. Never throws. */
export async function capabilitiesOf(
  drop: Drop,
): Promise<{ capabilities: Capabilities } | { fault: Outcome }> {
  try {
    const service = await readWhole(drop, SERVICE_FILE, SERVICE_BYTES)
    // A disk that is not mounted is an empty folder.
    if (service === null) throw new DropFault('service-file-missing')
    const reading = readJson(serviceSchema, service === 'too-long' ? Buffer.alloc(0) : service.content)
    if ('unread' in reading) return { fault: garbled(reading) }
    await drop.list(FOLDERS.out)
    const draft = `${FOLDERS.in}/probe.${randomUUID()}${DRAFT_ENDING}`
    await drop.write(draft, Buffer.from('Written by KCS to see whether it can write here.\n'))
    await drop.remove(draft)
    const { mediaTypes, maxFileBytes, maxFiles } = reading.value
    return {
      capabilities: {
        ...EVERY_LETTER,
        mediaTypes,
        maxDocumentBytes: maxFileBytes,
        maxDocuments: maxFiles,
      },
    }
  } catch (error) {
    return { fault: outcomeOfThrown(error) }
  }
}
