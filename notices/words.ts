// The words of the notices in English and Malayalam; the channels share them, and none names the subject of a letter.

import type { NoticeKind } from '../domain/letters/notice/notice'

export const NOTICE_WORDS: Record<NoticeKind, { en: string; ml: string }> = {
  overdue: {
    en: 'A tapal has not been acknowledged in time and has gone one level up.',
    ml: 'ഒരു തപാൽ സമയപരിധിക്കുള്ളിൽ കൈപ്പറ്റിയിട്ടില്ല; അത് മേൽത്തട്ടിലേക്ക് ഉയർത്തിയിരിക്കുന്നു.',
  },
  undelivered: {
    en: 'A letter could not be delivered yet; KCS goes on trying.',
    ml: 'ഒരു കത്ത് ഇതുവരെ എത്തിക്കാനായിട്ടില്ല; ശ്രമം തുടരുന്നു.',
  },
  refused: {
    en: 'An office has refused a letter; the reason stands in the trace.',
    ml: 'ഒരു ഓഫീസ് കത്ത് നിരസിച്ചു; കാരണം നാൾവഴിയിൽ കാണാം.',
  },
  failed: {
    en: 'A letter could not be delivered and waits for the operator.',
    ml: 'ഒരു കത്ത് എത്തിക്കാൻ കഴിഞ്ഞില്ല; ഓപ്പറേറ്ററുടെ നടപടി കാത്തിരിക്കുന്നു.',
  },
  returned: {
    en: 'An office has sent a letter back; the reason stands in the trace.',
    ml: 'ഒരു ഓഫീസ് കത്ത് തിരികെ അയച്ചു; കാരണം നാൾവഴിയിൽ കാണാം.',
  },
  reminder: {
    en: 'The sender of a letter reminds you: it has not been acknowledged yet.',
    ml: 'ഒരു കത്ത് അയച്ച ഓഫീസ് ഓർമ്മിപ്പിക്കുന്നു: അത് ഇതുവരെ കൈപ്പറ്റിയിട്ടില്ല.',
  },
  'not-taken-back': {
    en: 'A letter that was taken back lies with its office all the same; the trace says how.',
    ml: 'തിരിച്ചുവിളിച്ച ഒരു കത്ത് ഇപ്പോഴും അത് ലഭിച്ച ഓഫീസിലാണ്; വിവരം നാൾവഴിയിൽ കാണാം.',
  },
  untaken: {
    en: 'An office has not taken a letter for months; KCS waits for it no longer.',
    ml: 'ഒരു ഓഫീസ് മാസങ്ങളായി ഒരു കത്ത് കൈപ്പറ്റിയിട്ടില്ല; KCS ഇനി അതിനായി കാത്തിരിക്കുന്നില്ല.',
  },
  'endpoint-paused': {
    en: 'A filing system is down; its letters wait and go out when it is back.',
    ml: 'ഒരു ഫയലിംഗ് സംവിധാനം പ്രവർത്തനരഹിതമാണ്; അത് തിരികെ വരുമ്പോൾ കത്തുകൾ എത്തിക്കും.',
  },
  'endpoint-gone': {
    en: 'A filing system has been taken away; its letters go to the agent application.',
    ml: 'ഒരു ഫയലിംഗ് സംവിധാനം ഒഴിവാക്കി; അതിലെ കത്തുകൾ KCS ഏജന്റ് ആപ്ലിക്കേഷനിലേക്ക് പോകുന്നു.',
  },
  'mail-bounced': {
    en: 'The mail with a letter came back: the office did not get it. The trace says why, and whether it goes another way.',
    ml: 'കത്തടങ്ങിയ മെയിൽ മടങ്ങിവന്നു; ഓഫീസിന് അത് ലഭിച്ചിട്ടില്ല. കാരണവും തുടർനടപടിയും നാൾവഴിയിൽ കാണാം.',
  },
  'mail-link': {
    en: 'Here is a new link to a letter for your office. The links of earlier mails count no more.',
    ml: 'താങ്കളുടെ ഓഫീസിനുള്ള ഒരു കത്തിന്റെ പുതിയ ലിങ്ക് ഇതാ. മുമ്പത്തെ മെയിലുകളിലെ ലിങ്കുകൾ ഇനി ഉപയോഗിക്കാനാവില്ല.',
  },
  'notice-undeliverable': {
    en: 'A message with notices could not be delivered; the address may be wrong.',
    ml: 'അറിയിപ്പുകളുള്ള ഒരു സന്ദേശം എത്തിക്കാനായില്ല; വിലാസം തെറ്റായിരിക്കാം.',
  },
  'channel-refused': {
    en: 'The server of a channel takes no notices of KCS; its settings must be set right.',
    ml: 'അറിയിപ്പുകൾ അയയ്ക്കുന്ന ഒരു സെർവർ KCS-ന്റെ സന്ദേശങ്ങൾ സ്വീകരിക്കുന്നില്ല; ക്രമീകരണങ്ങൾ ശരിയാക്കണം.',
  },
}

/** Said of the place where all notices are read. */
export const MANY = { en: 'All notices', ml: 'എല്ലാ അറിയിപ്പുകളും' } as const
