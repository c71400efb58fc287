// Text as it is compared in a search: what is written in several ways becomes one.

/** Each chillu as its letter with chandrakkala; so the atomic sign, the joiner sequence and the bare letter are one. */
const CHILLUS: Readonly<Record<string, string>> = {
  ൺ: 'ണ്',
  ൻ: 'ന്',
  ർ: 'ര്',
  ൽ: 'ല്',
  ൾ: 'ള്',
  ൿ: 'ക്',
  ൎ: 'ര്',
}

/**
 * The text in lower case, without joiners, accents and punctuation, its words set apart by one space. In Malayalam the
 * encodings of chillus and of ന്റ, the two signs of au, and a half u at the end of a sound are made one.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/[ൺൻർൽൾൿൎ]/g, (sign) => CHILLUS[sign] ?? sign)
      .replace(/ു?്+/g, '്')
      .replace(/ൌ/g, 'ൗ')
      .replace(/ഇൗ/g, 'ഈ')
      // D.D.E. is an abbreviation, Women's one word.
      .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
      .replace(/['’]/g, '')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim()
  )
}

const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to', 'with'])

/** The words of a text, folded, without the small ones, each once; all of them where there are only small ones. */
export function wordsOf(text: string): string[] {
  // Written as one word or as two, and then with its first letter doubled.
  const all = fold(text)
    .replace(/(?<=[^ ])(?:പ്)?(?=പഞ്ചായത്ത്)/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
  const distinctive = all.filter((word) => !SMALL.has(word))
  return [...new Set(distinctive.length > 0 ? distinctive : all)]
}

/** A code as people part it: one or two letters and the number after them, with a space or a sign between (G 06001). */
export function withJoinedCodes(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])([a-z]{1,2})[\s_./-]+(?=\d{3,}(?![\p{L}\p{N}]))/giu, '$1')
}

/** Malayalam words that end in a half u, with the whole u with which they were written before the reform of spelling. */
export function olderEndings(words: readonly string[]): string[] {
  return words.filter((word) => /[കഖഗഘചജടഡതദപബമയവശസഹ]്$/.test(word)).map((word) => `${word.slice(0, -1)}ു`)
}
