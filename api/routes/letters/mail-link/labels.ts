// The labels of the mail link's page, in both languages.

export const LABELS = {
  title: { en: 'Official letter for you', ml: 'നിങ്ങൾക്കുള്ള ഔദ്യോഗിക കത്ത്' },
  from: { en: 'From', ml: 'അയച്ചത്' },
  to: { en: 'To', ml: 'സ്വീകർത്താവ്' },
  number: { en: 'Letter number', ml: 'കത്ത് നമ്പർ' },
  date: { en: 'Date', ml: 'തീയതി' },
  subject: { en: 'Subject', ml: 'വിഷയം' },
  documents: { en: 'Documents', ml: 'രേഖകൾ' },
  take: { en: 'Acknowledge the letter', ml: 'കത്ത് കൈപ്പറ്റിയതായി അറിയിക്കുക' },
  diaryNumber: { en: 'Your diary number', ml: 'നിങ്ങളുടെ ഡയറി നമ്പർ' },
  diaryDate: { en: 'Diary date (today if left empty)', ml: 'ഡയറി തീയതി (ഒഴിച്ചിട്ടാൽ ഇന്ന്)' },
  send: { en: 'Acknowledge', ml: 'കൈപ്പറ്റി' },
  taken: { en: 'The letter is acknowledged with diary number', ml: 'കത്ത് കൈപ്പറ്റിയ ഡയറി നമ്പർ' },
  closed: {
    en: 'This letter can no longer be acknowledged: the sender has taken it back, or it has ended.',
    ml: 'ഈ കത്ത് ഇനി കൈപ്പറ്റാനാവില്ല: അയച്ചയാൾ പിൻവലിച്ചു, അല്ലെങ്കിൽ നടപടി അവസാനിച്ചു.',
  },
  fault: { en: 'That did not work', ml: 'അത് നടന്നില്ല' },
} as const

export type Label = keyof typeof LABELS
