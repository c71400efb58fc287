// A file on its way in: its lines, and the records that they make.

import { Readable } from 'node:stream'
import { linesOf } from '../../../../api/routes/directory/import/lines'
import { recordsOf } from '../../../../api/routes/directory/import/records'

/** The records of a file that arrives in pieces of so many bytes, as `line cells` or `line fault`. */
async function recordsIn(file: string | Buffer, pieceBytes: number, limitBytes?: number): Promise<string[]> {
  const bytes = Buffer.from(file as string)
  const pieces: Buffer[] = []
  for (let from = 0; from < bytes.length; from += pieceBytes)
    pieces.push(bytes.subarray(from, from + pieceBytes))
  const records: string[] = []
  for await (const record of recordsOf(linesOf(Readable.from(pieces), limitBytes)))
    records.push(
      'fault' in record
        ? `${record.fault.line} ${record.fault.code}`
        : `${record.line} ${JSON.stringify(record.cells)}`,
    )
  return records
}

describe('a file', () => {
  const file = '\ufeffcode,name\r\nA,"ഓഫീസ്, ""ഒന്ന്"""\r\n\r\nB,"two\r\nlines"\rC,\nD,"un"x\nE,last'
  const records = [
    '1 ["code","name"]',
    '2 ["A","ഓഫീസ്, \\"ഒന്ന്\\""]',
    '4 ["B","two\\nlines"]',
    '6 ["C",""]',
    '7 import-quote-misplaced',
    '8 ["E","last"]',
  ]

  it.each([1, 2, 3, 5, 7, 1_000])('is read the same in pieces of %d bytes', async (pieceBytes) => {
    expect(await recordsIn(file, pieceBytes)).toEqual(records)
  })

  it('is refused when it has become too large', async () => {
    await expect(recordsIn(file, 10, 30)).rejects.toMatchObject({ code: 'import-file-too-large' })
  })

  it.each([1, 4, 1_000])(
    'that is not UTF-8 is refused by its line in pieces of %d bytes',
    async (pieceBytes) => {
      const bytes = Buffer.concat([Buffer.from('code\nഅ\nB'), Buffer.from([0xe9]), Buffer.from('\nC\n')])
      const detail = 'Line 3 is not.'
      await expect(recordsIn(bytes, pieceBytes)).rejects.toMatchObject({
        code: 'import-not-utf-eight',
        detail,
      })
    },
  )
})

describe('a quotation mark that is never closed', () => {
  it('costs its own row only, however far it would reach', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => `${n},"a cell, quoted"`)
    const records = await recordsIn(`id,cell\nx,"open\n${rows.join('\n')}\n`, 65_536)
    expect(records.slice(0, 3)).toEqual([
      '1 ["id","cell"]',
      '2 import-quote-misplaced',
      '3 ["0","a cell, quoted"]',
    ])
    expect(records).toHaveLength(5_002)
  })

  it('and one row that is longer than any may be', async () => {
    const long = 'y'.repeat(300_000)
    expect(await recordsIn(`a,b\n1,${long}\n2,x\n3,"open\n`, 10_000)).toEqual([
      '1 ["a","b"]',
      '2 import-row-too-long',
      '3 ["2","x"]',
      '4 import-quote-open',
    ])
  })
})
