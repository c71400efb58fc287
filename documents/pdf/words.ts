// Text in the two languages of the State, and dates as its papers write them.

/** The same text in English and in Malayalam. */
export interface Bilingual {
  en: string
  ml: string
}

/** Both languages in one line, as headings of tables and fields carry them. */
export function both(text: Bilingual): string {
  return text.en === text.ml ? text.en : `${text.ml} / ${text.en}`
}

/** A day `2021-07-04` as papers write it: `04/07/2021`. Throws RangeError for anything else. */
export function paperDate(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) throw new RangeError(`not a day: ${day}`)
  return `${match[3]}/${match[2]}/${match[1]}`
}

/** Midnight in India at the start of a day; papers are stamped with it, so that drawing one twice gives the same bytes. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+05:30`)
}
