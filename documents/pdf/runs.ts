// Cuts text into words and words into runs of one script, for the shaper looks at one script at a time.

/** A piece of a word in one script. */
export interface Run {
  text: string
  /** Malayalam is drawn in visual order, so only these runs need their text beside them to be copied and searched. */
  malayalam: boolean
}

// Malayalam letters and signs, and the joiners (ZWNJ, ZWJ) that only make sense inside it.
const SCRIPTS = /[\u0D00-\u0D7F\u200C\u200D]+|[^\u0D00-\u0D7F\u200C\u200D]+/g

/** The words of a text; any white space parts them. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** The runs of a word, in reading order; joined they are the word again. */
export function runsOf(word: string): Run[] {
  return (word.match(SCRIPTS) ?? []).map((text) => ({ text, malayalam: /[\u0D00-\u0D7F]/.test(text) }))
}

/** Whether a text holds any Malayalam. */
export function hasMalayalam(text: string): boolean {
  return /[\u0D00-\u0D7F]/.test(text)
}

/**
 * Breaks a text into lines no wider than `width`.
 * A word that is wider than a line by itself (a hash, a link) is cut between characters, so nothing leaves its box.
 */
export function breakLines(text: string, width: number, widthOf: (word: string) => number): string[] {
  const space = widthOf(' ')
  const lines: string[] = []
  let line = ''
  let widthUsed = 0
  for (const word of wordsOf(text).flatMap((each) => cutWord(each, width, widthOf))) {
    const wide = widthOf(word)
    if (line !== '' && widthUsed + space + wide > width) {
      lines.push(line)
      line = ''
      widthUsed = 0
    }
    widthUsed += (line === '' ? 0 : space) + wide
    line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  return lines
}

const characters = new Intl.Segmenter('ml', { granularity: 'grapheme' })

function cutWord(word: string, width: number, widthOf: (word: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of characters.segment(word)) {
    if (piece !== '' && widthOf(piece + segment) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...pieces, piece]
}
