// The journal of the reference agents: what was written is found again, a line cut off by a crash is not.

import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../../connectors/reference/journal'

test('a line that was cut off is taken out, and the next record stands on a line of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kcs-journal-'))
  const path = join(folder, 'deep', 'letters.jsonl')
  const first = await openJournal<{ n: number }>(path)
  await Promise.all([1, 2, 3].map((n) => first.append({ n })))
  await first.close()
  await appendFile(path, '{"n":4,"subject":"കത്ത')
  const second = await openJournal<{ n: number }>(path)
  expect(second.past).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  await second.append({ n: 5 })
  await second.close()
  expect(await readFile(path, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n{"n":5}\n')
  await rm(folder, { recursive: true })
})
