// Districts as they are typed into a field.

/** The districts that stand between commas; without any, a calendar names none and means all. */
export function districtsOf(text: string): { districts?: string[] } {
  const districts = text.split(',').flatMap((one) => one.trim() || [])
  return districts.length > 0 ? { districts } : {}
}
