// Why a letter has its times, in Malayalam.

import { clockCard } from '../../common/clock/kinds'
import type { LevelCondition } from './level'
import type { LevelReason } from './reason'

const CONDITIONS: Record<LevelCondition, string> = {
  subjectCodes: 'വിഷയ കോഡ്',
  officeKinds: 'ഓഫീസിന്റെ തരം',
  priorities: 'മുൻഗണന',
  classifications: 'രഹസ്യസ്വഭാവം',
  kinds: 'കത്തിന്റെ തരം',
}

const VALUES: Readonly<Record<string, string>> = {
  normal: 'സാധാരണം',
  urgent: 'അടിയന്തരം',
  immediate: 'അതീവ അടിയന്തരം',
  'fixed-date': 'നിശ്ചിത തീയതി',
  letter: 'കത്ത്',
  'government-order': 'സർക്കാർ ഉത്തരവ്',
  circular: 'പരിപത്രം',
  memorandum: 'മെമ്മോറാണ്ടം',
  note: 'കുറിപ്പ്',
  reply: 'മറുപടി',
}

/** One reason in Malayalam; a whole sentence. */
export function reasonInMalayalam(reason: LevelReason): string {
  switch (reason.code) {
    case 'fits':
      return `ഇതിൽ പറയുന്ന ${CONDITIONS[reason.condition]} ചേരുന്നു: ${valueIn(reason)}.`
    case 'fits-all':
      return 'ഇതിൽ ഉപാധികളില്ല; മറ്റൊന്നും ബാധകമല്ലാത്ത എല്ലാ കത്തുകൾക്കും ഇത് ബാധകമാണ്.'
    case 'goes-before':
      return `യോജിക്കുന്ന ${reason.level} എന്ന സമയക്രമത്തിനു മുമ്പ് ഇതു പരിഗണിക്കുന്നു: ${becauseIn(reason.because)}.`
    case 'none-fits':
      return 'ഒരു സമയക്രമവും യോജിക്കുന്നില്ല. കെസിഎസിന്റെ സ്വന്തം സമയങ്ങൾ ബാധകമാണ്.'
    case 'stated':
      return `${clockCard(reason.clock).nameMl}: അയയ്ക്കുന്നയാൾ പറഞ്ഞ സമയമാണ് ബാധകം.`
    case 'ladder-stated':
      return 'ഒരു തട്ടിൽനിന്ന് അടുത്തതിലേക്കുള്ള സമയം അയയ്ക്കുന്നയാൾ പറഞ്ഞതാണ്.'
    case 'all-stated':
      return 'സമയക്രമങ്ങൾ നിലവിൽ വരുന്നതിനു മുമ്പ് സ്വീകരിച്ച കത്താണ്.'
    case 'fixed-date':
      return `${clockCard(reason.clock).nameMl}: അയയ്ക്കുന്നയാൾ നിശ്ചയിച്ച ${reason.day} ആണ് അവസാന തീയതി.`
  }
}

function valueIn({ condition, value }: Extract<LevelReason, { code: 'fits' }>): string {
  return condition === 'subjectCodes' || condition === 'officeKinds' ? value : (VALUES[value] ?? value)
}

function becauseIn(because: Extract<LevelReason, { code: 'goes-before' }>['because']): string {
  switch (because) {
    case 'more-conditions':
      return 'ഇതിൽ കൂടുതൽ ഉപാധികളുണ്ട്'
    case 'weightier-condition':
      return 'ഇതിലെ ഉപാധിക്കു കൂടുതൽ മുൻഗണനയുണ്ട്'
    case 'began-later':
      return 'രണ്ടിലും ഒരേ ഉപാധികളാണ്, ഇതു പിന്നീടു തുടങ്ങിയതാണ്'
    case 'first-by-id':
      return 'രണ്ടിലും ഒരേ ഉപാധികളാണ്, ഇതിന്റെ കോഡ് ആദ്യം വരുന്നു'
  }
}
