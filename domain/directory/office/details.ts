// The details of an office: plain texts without dates, '' where unknown. Database, API, lists, portal and command line
// read this table: a new detail is one row here, its words in both catalogues, and its column in the operators' page.

import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'

interface Detail {
  max: number
  /** Other names of its column in a list. */
  aliases: readonly string[]
  /** Has several lines; the portal shows it over the whole width, and has no field for it. */
  lines?: true
  /** Lists of offices show it too, not only the office itself. */
  listed?: true
  /** What is wrong with a value that is not empty, or null; what every door asks. */
  faultOf?(value: string): string | null
  /** What its link begins with. */
  link?: string
}

const TABLE = {
  address: { max: 500, aliases: [], lines: true, listed: true },
  email: {
    max: MAX_MAIL_ADDRESS,
    aliases: ['mail'],
    faultOf: mailAddressFault,
    link: 'mailto:',
  },
  phone: { max: 100, aliases: ['telephone'] },
} as const satisfies Record<string, Detail>

export type OfficeDetail = keyof typeof TABLE
export type OfficeDetails = Record<OfficeDetail, string>

type With<Trait extends keyof Detail> = {
  [Name in OfficeDetail]: (typeof TABLE)[Name] extends Record<Trait, unknown> ? Name : never
}[OfficeDetail]
type ListedDetail = With<'listed'>

export const OFFICE_DETAILS: Readonly<Record<OfficeDetail, Detail>> = TABLE
/** Their names, in the order of lists and card. */
export const DETAIL_NAMES = Object.keys(TABLE) as OfficeDetail[]
/** Those that the portal has a field for. */
export const ENTERED_DETAILS = DETAIL_NAMES.filter((name) => !OFFICE_DETAILS[name].lines)

/** A value for each detail. */
export function eachDetail<Value>(
  make: (detail: Detail, name: OfficeDetail) => Value,
): Record<OfficeDetail, Value> {
  const values = DETAIL_NAMES.map((name) => [name, make(OFFICE_DETAILS[name], name)])
  return Object.fromEntries(values) as Record<OfficeDetail, Value>
}

/** The values of the details that lists of offices show. */
export function listedOnly<Value>(all: Readonly<Record<OfficeDetail, Value>>): Record<ListedDetail, Value> {
  const values = DETAIL_NAMES.filter((name) => OFFICE_DETAILS[name].listed).map((name) => [name, all[name]])
  return Object.fromEntries(values) as Record<ListedDetail, Value>
}

/** Whether the detail has a rule of its own, and so words of its own in the portal for what does not fit. */
export function hasPattern(name: OfficeDetail): name is With<'faultOf'> {
  return OFFICE_DETAILS[name].faultOf !== undefined
}

/** Whether the detail can have the value; '' always fits. */
export function detailFits(name: OfficeDetail, value: string): boolean {
  return value === '' || (OFFICE_DETAILS[name].faultOf?.(value) ?? null) === null
}

/** Where the value leads, or null; a value that does not fit leads nowhere, whoever brought it. */
export function detailLink(name: OfficeDetail, value: string): string | null {
  const { link } = OFFICE_DETAILS[name]
  return link === undefined || value === '' || !detailFits(name, value) ? null : `${link}${value}`
}
