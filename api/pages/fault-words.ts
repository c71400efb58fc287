// What a person is told before a page of the API where something is wrong: what it is, and what to do.

import type { ErrorCode, ErrorKind } from '../../domain/common/error'
import type { Words } from './frame'

interface FaultWords {
  title: Words
  remedy: Words
}

const wordsInBoth = (en: [string, string], ml: [string, string]): FaultWords => ({
  title: { en: en[0], ml: ml[0] },
  remedy: { en: en[1], ml: ml[1] },
})

/** For the codes that a person meets here. */
export const FAULT_WORDS: Partial<Record<ErrorCode, FaultWords>> = {
  'link-invalid': wordsInBoth(
    [
      'This link is not valid',
      'Open the link exactly as it stands in the mail; some mail programs break it into two lines. If it still does not open, ask the office that sent the letter for a new link.',
    ],
    [
      'ഈ ലിങ്ക് സാധുവല്ല',
      'ഇ-മെയിലിൽ ഉള്ളതുപോലെ തന്നെ ലിങ്ക് തുറക്കുക; ചില മെയിൽ പ്രോഗ്രാമുകൾ അത് രണ്ടു വരിയായി മുറിക്കാറുണ്ട്. എന്നിട്ടും തുറക്കുന്നില്ലെങ്കിൽ കത്ത് അയച്ച ഓഫീസിനോട് പുതിയ ലിങ്ക് ആവശ്യപ്പെടുക.',
    ],
  ),
  'link-expired': wordsInBoth(
    [
      'This link has expired',
      'The letter can no longer be read or acknowledged here. Ask the office that sent it for a new link.',
    ],
    [
      'ഈ ലിങ്കിന്റെ കാലാവധി കഴിഞ്ഞു',
      'കത്ത് ഇനി ഇവിടെ വായിക്കാനോ കൈപ്പറ്റാനോ കഴിയില്ല. കത്ത് അയച്ച ഓഫീസിനോട് പുതിയ ലിങ്ക് ആവശ്യപ്പെടുക.',
    ],
  ),
  'link-replaced': wordsInBoth(
    [
      'This link was replaced by a newer one',
      'A newer mail with a new link has been sent to your office. Use the link in that mail.',
    ],
    [
      'ഈ ലിങ്കിനു പകരം പുതിയ ലിങ്ക് നൽകിയിട്ടുണ്ട്',
      'പുതിയ ലിങ്കുള്ള മറ്റൊരു ഇ-മെയിൽ താങ്കളുടെ ഓഫീസിലേക്ക് അയച്ചിട്ടുണ്ട്. അതിലെ ലിങ്ക് ഉപയോഗിക്കുക.',
    ],
  ),
  'acknowledged-otherwise': wordsInBoth(
    [
      'The letter was already acknowledged with another number',
      'The first number stands. If it is wrong, write to the office that sent the letter.',
    ],
    [
      'ഈ കത്ത് മറ്റൊരു നമ്പറിൽ കൈപ്പറ്റിക്കഴിഞ്ഞു',
      'ആദ്യം നൽകിയ നമ്പറാണ് നിലനിൽക്കുന്നത്. അത് തെറ്റാണെങ്കിൽ കത്ത് അയച്ച ഓഫീസിനെ അറിയിക്കുക.',
    ],
  ),
  'not-acknowledgeable': wordsInBoth(
    ['The letter can no longer be acknowledged', 'Nothing is to be done by your office.'],
    ['ഈ കത്ത് ഇനി കൈപ്പറ്റാൻ കഴിയില്ല', 'താങ്കളുടെ ഓഫീസ് ഒന്നും ചെയ്യേണ്ടതില്ല.'],
  ),
  'validation-failed': wordsInBoth(
    ['Some entries are not right', 'Correct the marked entries, then send the form again.'],
    ['ചില വിവരങ്ങൾ ശരിയല്ല', 'അടയാളപ്പെടുത്തിയ വിവരങ്ങൾ തിരുത്തി വീണ്ടും അയയ്ക്കുക.'],
  ),
  'rate-limited': wordsInBoth(
    ['Too many tries', 'Wait a minute, then load the page again. Nothing is lost.'],
    ['വളരെയധികം ശ്രമങ്ങൾ', 'ഒരു മിനിറ്റ് കഴിഞ്ഞ് പേജ് വീണ്ടും തുറക്കുക. ഒന്നും നഷ്ടപ്പെട്ടിട്ടില്ല.'],
  ),
  'service-unavailable': wordsInBoth(
    ['The service is not reachable just now', 'Load the page again in a few minutes. Nothing is lost.'],
    ['സേവനം ഇപ്പോൾ ലഭ്യമല്ല', 'ഏതാനും മിനിറ്റ് കഴിഞ്ഞ് പേജ് വീണ്ടും തുറക്കുക. ഒന്നും നഷ്ടപ്പെട്ടിട്ടില്ല.'],
  ),
}

/** For the rest, by what sort of fault it is. */
export function faultWords(code: ErrorCode, kind: ErrorKind): FaultWords {
  return FAULT_WORDS[code] ?? BY_KIND[kind] ?? BROKEN
}

const BROKEN = wordsInBoth(
  [
    'Something failed on our side',
    'Load the page again in a few minutes. If it stays so, tell the help desk of KCS the number below.',
  ],
  [
    'ഞങ്ങളുടെ ഭാഗത്ത് തകരാറുണ്ടായി',
    'ഏതാനും മിനിറ്റ് കഴിഞ്ഞ് പേജ് വീണ്ടും തുറക്കുക. തുടർന്നാൽ താഴെയുള്ള നമ്പർ കെ.സി.എസ് സഹായ കേന്ദ്രത്തെ അറിയിക്കുക.',
  ],
)

const UNREADABLE = wordsInBoth(
  ['This could not be read', 'Go back, load the page again, and repeat the step.'],
  ['ഇത് വായിക്കാൻ കഴിഞ്ഞില്ല', 'തിരികെ പോയി പേജ് വീണ്ടും തുറന്ന് ഈ നടപടി ആവർത്തിക്കുക.'],
)

const BY_KIND: Partial<Record<ErrorKind, FaultWords>> = {
  malformed: UNREADABLE,
  method: UNREADABLE,
  'too-large': UNREADABLE,
  'media-type': UNREADABLE,
  invalid: UNREADABLE,
  unauthenticated: wordsInBoth(
    ['Sign in to go on', 'Sign in to the portal, then open this address again.'],
    ['തുടരാൻ പ്രവേശിക്കുക', 'പോർട്ടലിൽ പ്രവേശിച്ച ശേഷം ഈ വിലാസം വീണ്ടും തുറക്കുക.'],
  ),
  forbidden: wordsInBoth(
    ['This is not allowed', 'Open the page from the portal itself, with the login whose role allows it.'],
    ['ഇതിന് അനുവാദമില്ല', 'പോർട്ടലിൽ നിന്നുതന്നെ, ഇതിന് അനുവാദമുള്ള ലോഗിനിൽ പേജ് തുറക്കുക.'],
  ),
  'not-found': wordsInBoth(
    ['There is nothing here', 'Check the address; what you look for may also not be meant for you.'],
    ['ഇവിടെ ഒന്നുമില്ല', 'വിലാസം പരിശോധിക്കുക; തിരയുന്നത് താങ്കൾക്കുള്ളതല്ലെന്നും വരാം.'],
  ),
}
