// Lists as tests bring them.

import type { Client, Reply } from '../../../support/api-client'

/** A list of lines as CSV. */
export function csv(...lines: string[]): string {
  return `${lines.join('\n')}\n`
}

/** Brings a list; `query` as it stands after the question mark. */
export function bring(client: Client, thing: string, list: string | Buffer, query = ''): Promise<Reply> {
  const path = `/v1/imports/${thing}${query === '' ? '' : `?${query}`}`
  return client.post(path, list, { 'content-type': 'text/csv' })
}

/** What is wrong with the rows, as `line column code`. */
export function faultsOf(reply: Reply): string[] {
  const errors = reply.at('/errors') as { line: number; column: string | null; code: string }[]
  return errors.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`)
}

/** A small State: departments, district panchayats with blocks, and grama panchayats, parents after children. */
export function localBodies(districts: number, blocks: number, panchayats: number): string {
  const lines = ['code,name,name_ml,kind,department,district,parent,system,source']
  for (let d = 1; d <= districts; d += 1)
    for (let b = 1; b <= blocks; b += 1) {
      for (let p = 1; p <= panchayats; p += 1)
        lines.push(
          `G${d}-${b}-${p},"Village ${p}, block ${b}",ഗ്രാമം ${p},grama-panchayat,Local Bodies,D${d},B${d}-${b},soochika,made`,
        )
      lines.push(`B${d}-${b},Block ${b},ബ്ലോക്ക് ${b},block-panchayat,Local Bodies,D${d},D${d},soochika,made`)
    }
  for (let d = 1; d <= districts; d += 1)
    lines.push(`D${d},District ${d},ജില്ല ${d},district-panchayat,Local Bodies,D${d},LB,iaps,made`)
  lines.push('LB,Local Bodies,,department,Local Bodies,,,eoffice,made')
  return csv(...lines)
}
