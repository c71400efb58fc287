// Local bodies as people ask for them in Malayalam: by place and kind, in every spelling of both.

import { newOffice } from '../../../../domain/directory/office/office'
import { officeEntry } from '../../../../domain/directory/search/entry'
import { readQuestion } from '../../../../domain/directory/search/query'

const OFFICES = {
  municipality: { name: 'Chengannur Municipality', nameMl: 'ചെങ്ങന്നൂര്‍', district: 'Alappuzha' },
  corporation: {
    name: 'Thiruvananthapuram Corporation',
    nameMl: 'തിരുവനന്തപുരം',
    district: 'Thiruvananthapuram',
  },
  'grama-panchayat': { name: 'Vellanad Grama Panchayat', nameMl: 'വെള്ളനാട്', district: 'Thiruvananthapuram' },
  'block-panchayat': { name: 'Adimaly Block Panchayat', nameMl: 'അടിമാലി', district: 'Idukki' },
  'district-panchayat': { name: 'Idukki District Panchayat', nameMl: '', district: 'Idukki' },
  collectorate: { name: 'District Collectorate, Kottayam', nameMl: '', district: 'Kottayam' },
} as const

/** Whether the office is among the candidates of a question, and has each word of it. */
function finds(asked: string, kind: keyof typeof OFFICES): boolean {
  const { text, tokens, near } = officeEntry(newOffice({ code: 'G06001', kind, ...OFFICES[kind] }))
  const question = readQuestion(asked)!
  const isCandidate = question.lookups.some((keys) => keys.some((key) => tokens.includes(key)))
  return (
    isCandidate &&
    question.words.every(
      ({ word, districts }) =>
        text.includes(` ${word}`) || text.includes(`|${word}`) || districts.includes(near),
    )
  )
}

test.each<[string, keyof typeof OFFICES]>([
  ['ചെങ്ങന്നൂർ നഗരസഭ', 'municipality'],
  ['ചെങ്ങന്നൂര്‍ മുനിസിപ്പാലിറ്റി', 'municipality'],
  ['നഗരസഭ ചെങ്ങന്നൂർ', 'municipality'],
  ['തിരുവനന്തപുരം കോർപ്പറേഷൻ', 'corporation'],
  ['തിരുവനന്തപുരം കോര്‍പ്പറേഷന്‍', 'corporation'],
  ['വെള്ളനാട് ഗ്രാമപഞ്ചായത്ത്', 'grama-panchayat'],
  ['വെള്ളനാട് ഗ്രാമപ്പഞ്ചായത്ത്', 'grama-panchayat'],
  ['വെള്ളനാട് ഗ്രാമ പഞ്ചായത്ത്', 'grama-panchayat'],
  ['വെള്ളനാടു', 'grama-panchayat'],
  ['വെള്ളനാടു് ഗ്രാമപഞ്ചായത്ത്', 'grama-panchayat'],
  ['അടിമാലി ബ്ലോക്ക് പഞ്ചായത്ത്', 'block-panchayat'],
  ['ഇടുക്കി ജില്ലാ പഞ്ചായത്ത്', 'district-panchayat'],
  ['കോട്ടയം കളക്ടറേറ്റ്', 'collectorate'],
  ['G 06001', 'grama-panchayat'],
  ['g-06001', 'grama-panchayat'],
  ['G06001', 'grama-panchayat'],
])('%s finds the %s', (asked, kind) => {
  expect(finds(asked, kind)).toBe(true)
})

test.each<[string, keyof typeof OFFICES]>([
  ['ചെങ്ങന്നൂർ ഗ്രാമപഞ്ചായത്ത്', 'municipality'],
  ['ചെങ്ങന്നൂർ നഗരസഭ', 'corporation'],
])('%s does not find the %s', (asked, kind) => {
  expect(finds(asked, kind)).toBe(false)
})
