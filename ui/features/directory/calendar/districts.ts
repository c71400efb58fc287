// Districts as they are typed into a field.

/** What stands between commas. */
export function districtsOf(text: string): string[] {
  return text.split(',').flatMap((one) => one.trim() || [])
}
