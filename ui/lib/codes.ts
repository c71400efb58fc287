/** The codes in pasted text, each once, in their order: separated by lines, commas, semicolons or spaces. */
export function codesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
}
