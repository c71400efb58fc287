// What is fetched, to standard output or into a file.

import { open, rename, rm } from 'node:fs/promises'
import { usage } from './exit'
import { type Io, say } from './io'

/** Writes all that comes. What stands in the file is replaced once the whole has come; without a file it is printed. */
export async function save(io: Io, content: AsyncIterable<string>, file: string | undefined): Promise<void> {
  if (file === undefined) {
    for await (const chunk of content) io.stdout.write(chunk)
    return
  }
  const part = `${file}.part`
  const target = await open(part, 'w').catch(() => {
    throw usage(`${file} cannot be written.`, 'Check the path.')
  })
  try {
    let bytes = 0
    for await (const chunk of content) {
      await target.write(chunk)
      bytes += Buffer.byteLength(chunk)
    }
    await target.close()
    await rename(part, file)
    say(io, `${file}: ${bytes} bytes`)
  } catch (error) {
    await target.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}
