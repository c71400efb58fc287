import { fold, wordsOf } from '../../../../domain/directory/search/fold'

const ZWJ = '\u200d'
const ZWNJ = '\u200c'

describe('folding', () => {
  test.each([
    ['an atomic chillu and the old sequence', 'ചെയർമാൻ', `ചെയര്${ZWJ}മാന്${ZWJ}`],
    ['a chillu and its letter with a bare chandrakkala', 'മുട്ടിൽ', 'മുട്ടില്'],
    ['the chillus of ണ, ള and ക', 'ൺ ൾ ൿ', `ണ്${ZWJ} ള്${ZWJ} ക്${ZWJ}`],
    ['ന്റ with a conjunct and with a chillu', 'എന്റെ', 'എൻ്റെ'],
    ['ന്റ with a chillu and a bare ra', 'എന്റെ', 'എൻറെ'],
    ['a non-joiner and none', 'തമിഴ്നാട്', `തമിഴ്${ZWNJ}നാട്`],
    ['the two signs of au', 'കൗൺസിൽ', 'കൌൺസിൽ'],
    ['a vowel sign in one and in two pieces', 'കൊല്ലം', 'ക\u0d46\u0d3eല്ലം'],
    ['a half u with and without its sign', 'വയനാടു്', 'വയനാട്'],
    ['large and small letters', 'IDUKKI', 'idukki'],
    ['letters of full width', 'ＤＤＥ', 'DDE'],
    ['accents', 'Malé', 'male'],
    ['punctuation', 'Taluk Office,  (Aluva)', 'taluk office aluva'],
    ['an abbreviation with points', 'D.D.E. Kochi', 'dde kochi'],
    ['an apostrophe', "Women's", 'Womens'],
  ])('makes one of %s', (_what, one, other) => {
    expect(fold(one)).toBe(fold(other))
  })

  test.each([
    ['കൊല്ലം', 'കോല്ലം'],
    ['പാല', 'പാലാ'],
    ['മല', 'മലൽ'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(fold(one)).not.toBe(fold(other))
  })

  test('leaves nothing of a text without letters and digits', () => {
    expect(fold(' .,-/ \u200d')).toBe('')
    expect(wordsOf('...')).toEqual([])
  })

  test.each([
    ['Department of Panchayati Raj and RD', ['department', 'panchayati', 'raj', 'rd']],
    ['of', ['of']],
    ['Kochi, Kochi', ['kochi']],
    ['അടിമാലി ഗ്രാമപഞ്ചായത്ത്', ['അടിമാലി', 'ഗ്രാമ', 'പഞ്ചായത്ത്']],
  ])(
    'the words of %s leave out small ones and repetitions, and part what is written as one',
    (text, words) => {
      expect(wordsOf(text)).toEqual(words)
    },
  )
})
