// Offices: what they are, when they live, and what became of them.

import { eachDetail, type OfficeDetails } from './details'
import type { DeliveryProfile } from './profile'

/** What an office became: merged into one other, or split into several, from an instant on. */
export interface Succession {
  kind: 'merged' | 'split'
  /** Codes of the offices that took its place; letters go to the first. */
  into: string[]
  at: Date
}

/** Another office that takes the mail of this one for a while; the end is not included. */
export interface Intermediary {
  office: string
  from: Date
  until: Date | null
}

/** The facts that decide a route: by which offices are gathered into groups, and where their letters go. */
export interface OfficeFacts {
  kind: string
  department: string
  district: string
  /** Codes of all offices above it, the topmost first. */
  path: string[]
  /** Name of the calendar of its working days. */
  calendar: string
  /** False while it is set up or wound up and can take no letters. */
  fitToReceive: boolean
  /** The seat that takes tapals addressed to the office as a whole. */
  inwardSeat: string | null
}

/** What a row said before a change. A piece that was written before a fact was dated does not have it. */
export type Piece<Facts> = Partial<Facts> & { from: Date | null; until: Date }

/** Facts that held before; so that a list is the same whenever it is drawn up as of an instant. */
export type EarlierFacts = Piece<OfficeFacts>

export interface Office extends OfficeFacts, OfficeDetails {
  code: string
  name: string
  nameMl: string
  /** The office above it; the last of its path. */
  parent: string | null
  /** Since when its facts are as they are; null since ever. */
  factsFrom: Date | null
  earlier: EarlierFacts[]
  /** Null where it has always been. */
  activeFrom: Date | null
  /** The end is not included; null as long as it lasts. */
  activeUntil: Date | null
  succession: Succession | null
  intermediaries: Intermediary[]
  profiles: DeliveryProfile[]
  /** Grows with each change; its ETag. */
  version: number
}

/** An office with the facts given and the rest as it is for one that has just been entered. */
export function newOffice(facts: Pick<Office, 'code' | 'name'> & Partial<Office>): Office {
  return {
    nameMl: '',
    kind: 'office',
    department: '',
    district: '',
    parent: null,
    path: [],
    factsFrom: null,
    earlier: [],
    ...eachDetail(() => ''),
    calendar: 'state',
    activeFrom: null,
    activeUntil: null,
    fitToReceive: true,
    succession: null,
    intermediaries: [],
    inwardSeat: null,
    profiles: [],
    version: 1,
    ...facts,
  }
}

/** A span of time; the end is not included. */
export interface Span {
  from: Date | null
  until: Date | null
}

/** Whether the span holds the instant. */
export function spanHolds({ from, until }: Span, at: Date): boolean {
  return (from === null || from <= at) && (until === null || at < until)
}

/** Whether the office exists at the instant and has not been merged or split before. */
export function activeAt(
  office: Pick<Office, 'activeFrom' | 'activeUntil' | 'succession'>,
  at: Date,
): boolean {
  const ended = office.succession !== null && office.succession.at <= at
  return !ended && spanHolds({ from: office.activeFrom, until: office.activeUntil }, at)
}

/** The office that takes its mail at the instant, or null; of several the one that began last. */
export function intermediaryAt(office: Pick<Office, 'intermediaries'>, at: Date): Intermediary | null {
  let latest: Intermediary | null = null
  for (const one of office.intermediaries)
    if (spanHolds(one, at) && (latest === null || one.from >= latest.from)) latest = one
  return latest
}
