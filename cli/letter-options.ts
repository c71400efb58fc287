// The options by which `kcs dispatch` and `kcs route` say what a letter is.

import { Option } from 'commander'
import {
  LANGUAGES,
  type Language,
  LETTER_KINDS,
  type LetterKind,
  URGENCIES,
  type Urgency,
} from '../domain/letters/dispatch/dispatch'

export interface LetterOptions {
  kind: LetterKind
  subjectCode?: string
  urgency: Urgency
  fixedDate?: string
  language: Language
}

/** A new option at each call: commander binds one to its command. */
export const kindOption = (): Option =>
  new Option('--kind <kind>', 'what it is').choices(LETTER_KINDS).default('letter')

export const subjectCodeOption = (): Option =>
  new Option('--subject-code <code>', 'code of what it is about, for routing rules')

export const urgencyOption = (): Option =>
  new Option('--urgency <urgency>', 'how urgent it is').choices(URGENCIES).default('normal')

export const fixedDateOption = (): Option =>
  new Option('--fixed-date <day>', 'the day by which it is to be done: 2027-03-31')

export const languageOption = (): Option =>
  new Option('--language <language>', 'its language').choices(LANGUAGES).default('en')
