// Names for an invented State: places of Malayalam syllables, departments with their line of offices, people and posts.

import { lot, oneOf } from './lot'

type Named = readonly [name: string, nameMl: string]

const pairs = (text: string): Named[] =>
  text.split(' ').map((pair) => {
    const [name = '', nameMl = ''] = pair.split(':')
    return [name, nameMl] as const
  })

const FIRST = pairs(
  'Adi:അടി Kuma:കുമ Pala:പാല Chera:ചേര Mana:മണ Kara:കര Nedu:നെടു Vala:വള Thiru:തിരു Puthu:പുതു Kizhu:കിഴു Mele:മേലെ ' +
    'Ira:ഇര Otta:ഒറ്റ Muri:മുറി Elam:ഇളം Vella:വെള്ള Kari:കരി Peru:പെരു Chala:ചാല Kunna:കുന്ന Ayi:അയി Uda:ഉട Pathi:പതി',
)
const MIDDLE = pairs('ma:മ pu:പു ve:വേ li:ലി ra:ര na:ന ku:കു ya:യ tha:ത va:വ ne:നെ ki:കി')
const LAST = pairs(
  'kad:കാട് nad:നാട് thara:തറ puram:പുരം kulam:കുളം mala:മല kara:കര ngad:ങ്ങാട് zha:ഴ li:ലി ram:രം vila:വിള ' +
    'konam:കോണം pally:പള്ളി cherry:ചേരി mangalam:മംഗലം',
)

/** A place; there are some four thousand, so that many offices share one. */
export function placeOf(seed: number): Named {
  const parts = [oneOf(FIRST, seed), oneOf(MIDDLE, seed + 1), oneOf(LAST, seed + 2)]
  return [parts.map(([name]) => name).join(''), parts.map(([, nameMl]) => nameMl).join('')]
}

/** A department with the titles of its offices: at the top, directorate, in the district, below it, in the field. */
export interface DepartmentNames {
  name: string
  system: string
  offices: readonly (readonly [title: string, titleMl: string, kind: string, head: string])[]
}

const line = (name: string, system: string, text: string): DepartmentNames => ({
  name: `${name} Department`,
  system,
  offices: [
    `${name} Department|${name} വകുപ്പ്|department|Secretary`,
    ...text.split(';').map((one) => one.trim()),
  ].map((one) => {
    const [title = '', titleMl = '', kind = '', head = ''] = one.split('|')
    return [title, titleMl, kind, head] as const
  }),
})

export const DEPARTMENTS: readonly DepartmentNames[] = [
  line(
    'Local Self Government',
    'soochika',
    `Directorate of Panchayats|പഞ്ചായത്ത് ഡയറക്ടറേറ്റ്|directorate|Director; District Panchayat|ജില്ലാ പഞ്ചായത്ത്|district-panchayat|Secretary;
     Block Panchayat|ബ്ലോക്ക് പഞ്ചായത്ത്|block-panchayat|Secretary; Grama Panchayat|ഗ്രാമപഞ്ചായത്ത്|grama-panchayat|Secretary`,
  ),
  line(
    'Revenue',
    'eoffice',
    `Land Revenue Commissionerate|ലാൻഡ് റവന്യൂ കമ്മീഷണറേറ്റ്|directorate|Commissioner; District Collectorate|ജില്ലാ കളക്ടറേറ്റ്|collectorate|District Collector;
     Taluk Office|താലൂക്ക് ഓഫീസ്|taluk-office|Tahsildar; Village Office|വില്ലേജ് ഓഫീസ്|village-office|Village Officer`,
  ),
  line(
    'General Education',
    '',
    `Directorate of General Education|പൊതുവിദ്യാഭ്യാസ ഡയറക്ടറേറ്റ്|directorate|Director; Deputy Director of Education|വിദ്യാഭ്യാസ ഉപഡയറക്ടർ|education-office|Deputy Director of Education;
     Assistant Educational Office|ഉപജില്ലാ വിദ്യാഭ്യാസ ഓഫീസ്|education-office|Assistant Educational Officer; Government School|ഗവൺമെന്റ് സ്കൂൾ|school|Headmaster`,
  ),
  line(
    'Health and Family Welfare',
    '',
    `Directorate of Health Services|ആരോഗ്യ ഡയറക്ടറേറ്റ്|directorate|Director; District Medical Office|ജില്ലാ മെഡിക്കൽ ഓഫീസ്|medical-office|District Medical Officer;
     Community Health Centre|സാമൂഹികാരോഗ്യ കേന്ദ്രം|health-centre|Medical Superintendent; Primary Health Centre|പ്രാഥമികാരോഗ്യ കേന്ദ്രം|health-centre|Medical Officer`,
  ),
  line(
    'Agriculture',
    '',
    `Directorate of Agriculture|കൃഷി ഡയറക്ടറേറ്റ്|directorate|Director; Principal Agricultural Office|പ്രിൻസിപ്പൽ കൃഷി ഓഫീസ്|agricultural-office|Principal Agricultural Officer;
     Assistant Director of Agriculture|കൃഷി അസിസ്റ്റന്റ് ഡയറക്ടർ|agricultural-office|Assistant Director; Krishi Bhavan|കൃഷിഭവൻ|krishi-bhavan|Agricultural Officer`,
  ),
  line(
    'Home',
    'iaps',
    `Police Headquarters|പോലീസ് ആസ്ഥാനം|directorate|State Police Chief; District Police Office|ജില്ലാ പോലീസ് ഓഫീസ്|police-office|District Police Chief;
     Sub Divisional Police Office|സബ് ഡിവിഷൻ പോലീസ് ഓഫീസ്|police-office|Deputy Superintendent of Police; Police Station|പോലീസ് സ്റ്റേഷൻ|police-station|Station House Officer`,
  ),
  line(
    'Public Works',
    'ddfs',
    `Office of the Chief Engineer|ചീഫ് എൻജിനീയറുടെ ഓഫീസ്|directorate|Chief Engineer; Roads Division|നിരത്ത് ഡിവിഷൻ|works-division|Executive Engineer;
     Roads Subdivision|നിരത്ത് ഉപവിഭാഗം|works-subdivision|Assistant Executive Engineer; Roads Section|നിരത്ത് സെക്ഷൻ|works-section|Assistant Engineer`,
  ),
  line(
    'Animal Husbandry',
    '',
    `Directorate of Animal Husbandry|മൃഗസംരക്ഷണ ഡയറക്ടറേറ്റ്|directorate|Director; District Animal Husbandry Office|ജില്ലാ മൃഗസംരക്ഷണ ഓഫീസ്|veterinary-office|District Animal Husbandry Officer;
     Veterinary Polyclinic|വെറ്ററിനറി പോളിക്ലിനിക്|veterinary-office|Senior Veterinary Surgeon; Veterinary Dispensary|മൃഗാശുപത്രി|veterinary-office|Veterinary Surgeon`,
  ),
  line(
    'Women and Child Development',
    '',
    `Directorate of Women and Child Development|വനിത ശിശു വികസന ഡയറക്ടറേറ്റ്|directorate|Director; District Women and Child Office|ജില്ലാ വനിത ശിശു വികസന ഓഫീസ്|welfare-office|District Officer;
     Child Development Project Office|ശിശു വികസന പദ്ധതി ഓഫീസ്|welfare-office|Child Development Project Officer; Supervisor Circle|സൂപ്പർവൈസർ സർക്കിൾ|welfare-office|Supervisor`,
  ),
  line(
    'Taxes',
    'eoffice',
    `Directorate of Treasuries|ട്രഷറി ഡയറക്ടറേറ്റ്|directorate|Director; District Treasury|ജില്ലാ ട്രഷറി|treasury|District Treasury Officer;
     Sub Treasury|സബ് ട്രഷറി|treasury|Sub Treasury Officer; Sub Registrar Office|സബ് രജിസ്ട്രാർ ഓഫീസ്|registrar-office|Sub Registrar`,
  ),
]

const POSTS: readonly Named[] = [
  ['Senior Superintendent', 'സീനിയർ സൂപ്രണ്ട്'],
  ['Junior Superintendent', 'ജൂനിയർ സൂപ്രണ്ട്'],
  ['Section Officer', 'സെക്ഷൻ ഓഫീസർ'],
  ['Senior Clerk', 'സീനിയർ ക്ലാർക്ക്'],
  ['Clerk', 'ക്ലാർക്ക്'],
  ['Typist', 'ടൈപ്പിസ്റ്റ്'],
  ['Office Attendant', 'ഓഫീസ് അറ്റൻഡന്റ്'],
  ['Accountant', 'അക്കൗണ്ടന്റ്'],
  ['Field Assistant', 'ഫീൽഡ് അസിസ്റ്റന്റ്'],
  ['Driver', 'ഡ്രൈവർ'],
]

export function postOf(seed: number): Named {
  return oneOf(POSTS, seed)
}

const GIVEN = (
  'Anitha Biju Chandran Deepa Elias Fathima Gopi Hari Indira Jayan Kamala Latha Mohanan Nisha Omana Priya Rajan ' +
  'Sajitha Thomas Usha Vinod Wilson Yamuna Zakir Ajith Bindu Chitra Dinesh Geetha Jose Kabeer Lissy Manoj Noushad ' +
  'Padmini Raghavan Sheela Suresh Unni Vasudevan'
).split(' ')

/** A person with one or two initials. */
export function personOf(seed: number): string {
  const letter = (n: number): string => String.fromCharCode(65 + Math.floor(lot(n) * 26))
  const second = lot(seed + 3) < 0.5 ? ` ${letter(seed + 2)}` : ''
  return `${oneOf(GIVEN, seed)} ${letter(seed + 1)}${second}`
}
