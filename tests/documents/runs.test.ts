import { breakLines, runsOf } from '../../documents/pdf/runs'

/** Every UTF-16 unit one point wide. */
const widthOf = (word: string) => word.length

describe('lines of text', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 100, ['one two three']],
    ['  one \n two ', 100, ['one two']],
    ['abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['', 10, []],
  ])('breaks %j at %d into %j', (text, width, lines) => {
    expect(breakLines(text, width, widthOf)).toEqual(lines)
  })

  it('cuts a word that is too wide between letters, never between a consonant and its vowel sign', () => {
    expect(breakLines('കേരളീയം', 3, widthOf)).toEqual(['കേര', 'ളീ', 'യം'])
  })
})

describe('runs of one script', () => {
  it('parts Malayalam from Latin, for one run is shaped as one script', () => {
    expect(runsOf('(ITCell-ലെ)')).toEqual([
      { text: '(ITCell-', malayalam: false },
      { text: 'ലെ', malayalam: true },
      { text: ')', malayalam: false },
    ])
  })

  it('keeps the joiners with the letters they join', () => {
    expect(runsOf('ഗേറ്റ്\u200Cവേ')).toEqual([{ text: 'ഗേറ്റ്\u200Cവേ', malayalam: true }])
  })
})
