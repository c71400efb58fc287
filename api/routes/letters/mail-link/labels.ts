// The words of the mail link's page, in both languages.

import type { Words } from '../../../pages/frame'

export const LABELS = {
  title: { en: 'Official letter for your office', ml: 'താങ്കളുടെ ഓഫീസിനുള്ള ഔദ്യോഗിക കത്ത്' },
  from: { en: 'From', ml: 'അയച്ചത്' },
  to: { en: 'To', ml: 'സ്വീകർത്താവ്' },
  number: { en: 'Letter number', ml: 'കത്ത് നമ്പർ' },
  date: { en: 'Date of the letter', ml: 'കത്തിന്റെ തീയതി' },
  subject: { en: 'Subject', ml: 'വിഷയം' },
  documents: { en: 'Read the letter', ml: 'കത്ത് വായിക്കുക' },
  take: { en: 'Acknowledge the letter', ml: 'കത്ത് കൈപ്പറ്റിയതായി അറിയിക്കുക' },
  diaryNumber: { en: 'Your diary number', ml: 'താങ്കളുടെ ഡയറി നമ്പർ' },
  diaryNumberHint: {
    en: 'The number that your office gave this letter in its inward register',
    ml: 'താങ്കളുടെ ഓഫീസിലെ ഇൻവേഡ് രജിസ്റ്ററിൽ ഈ കത്തിനു നൽകിയ നമ്പർ',
  },
  diaryDate: { en: 'Diary date', ml: 'ഡയറി തീയതി' },
  diaryDateHint: { en: 'Leave it empty for today', ml: 'ഇന്നത്തേതാണെങ്കിൽ ഒഴിച്ചിടുക' },
  takenBy: { en: 'Your name and designation', ml: 'താങ്കളുടെ പേരും തസ്തികയും' },
  send: { en: 'Acknowledge', ml: 'കൈപ്പറ്റി' },
  taken: { en: 'The letter is acknowledged', ml: 'കത്ത് കൈപ്പറ്റി' },
  takenWith: { en: 'Your diary number', ml: 'താങ്കളുടെ ഡയറി നമ്പർ' },
  takenRest: {
    en: 'The office that sent it sees this. Nothing more is to be done here.',
    ml: 'കത്ത് അയച്ച ഓഫീസിന് ഇത് കാണാം. ഇവിടെ മറ്റൊന്നും ചെയ്യേണ്ടതില്ല.',
  },
  closed: { en: 'Nothing is to be done with this letter', ml: 'ഈ കത്തിൽ ഒന്നും ചെയ്യേണ്ടതില്ല' },
  closedWhy: {
    en: 'The office that sent it has taken it back, or its time is over. It can be neither read nor acknowledged any more.',
    ml: 'കത്ത് അയച്ച ഓഫീസ് അത് തിരികെ വിളിച്ചു, അല്ലെങ്കിൽ അതിന്റെ സമയപരിധി കഴിഞ്ഞു. ഇനി അത് വായിക്കാനോ കൈപ്പറ്റാനോ കഴിയില്ല.',
  },
} as const satisfies Record<string, Words>

export type Label = keyof typeof LABELS

/** The fields of the form, and what is wrong where one is refused. */
export const FIELDS = {
  diaryNumber: {
    en: 'Enter the number of your inward register, at most 60 characters.',
    ml: 'ഇൻവേഡ് രജിസ്റ്ററിലെ നമ്പർ നൽകുക; പരമാവധി 60 അക്ഷരങ്ങൾ.',
  },
  diaryDate: {
    en: 'Enter a day that is not in the future.',
    ml: 'ഭാവിയിലല്ലാത്ത ഒരു തീയതി നൽകുക.',
  },
  takenBy: {
    en: 'Enter your name, at most 120 characters.',
    ml: 'താങ്കളുടെ പേര് നൽകുക; പരമാവധി 120 അക്ഷരങ്ങൾ.',
  },
} as const satisfies Record<string, Words>

export type Field = keyof typeof FIELDS
export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name)
