// The holidays of Government offices in Kerala as KCS comes with them, each year with the order it is taken from.
//
// 2025: notifications G.O.(P) No.34/2024/GAD and No.35/2024/GAD of 14 October 2024 (General Administration (Co-ordination)
//   Department). Changed since: Bakrid was put off from 6 to 7 June by G.O.(Ms)No.80/2025/GAD of 5 June 2025; the same
//   department closed all offices on 22 July (order of 21 July) and on 30 September (order of 26 September), those of
//   Alappuzha on 23 July, and those of the districts that voted on 9 and 11 December.
// 2026: the list that the Council of Ministers approved at the end of October 2025 and the same department published in
//   December. The number of the order could not be found; it stands in no source that we have.
// 2027: no order was known. Only days whose date follows from law or arithmetic are named: fixed dates, those that go by
//   Easter, and Vishu, which falls on 15 April where the year leaves 2 or 3 over by four. The list is provisional.
//
// Days that go by the moon may be moved by a later order, and often are, a day or two before.

import type { CalendarYear, Holiday, HolidayKind } from './calendar'

type Row = readonly [day: string, name: string, nameMl: string, more?: Partial<Holiday>]

const MOON = { mayShift: true }
const RESTRICTED = { kind: 'restricted' } as const

function list(
  year: number,
  source: string,
  rows: readonly Row[],
  more: Partial<CalendarYear> = {},
): CalendarYear {
  const kind: HolidayKind = 'public'
  const holidays = rows.map(
    ([day, name, nameMl, rest = {}]): Holiday => ({
      ...{ date: `${year}-${day}`, name, nameMl, kind },
      ...rest,
    }),
  )
  return { year, source, holidays, ...more }
}

const POLLED_FIRST = [
  'Thiruvananthapuram',
  'Kollam',
  'Pathanamthitta',
  'Alappuzha',
  'Kottayam',
  'Idukki',
  'Ernakulam',
]
const POLLED_SECOND = ['Thrissur', 'Palakkad', 'Malappuram', 'Kozhikode', 'Wayanad', 'Kannur', 'Kasaragod']

const MANNAM: Row = ['01-02', 'Mannam Jayanti', 'മന്നം ജയന്തി']
const REPUBLIC: Row = ['01-26', 'Republic Day', 'റിപ്പബ്ലിക് ദിനം']
const MAY_DAY: Row = ['05-01', 'May Day', 'മേയ് ദിനം']
const INDEPENDENCE: Row = ['08-15', 'Independence Day', 'സ്വാതന്ത്ര്യദിനം']
const CHRISTMAS: Row = ['12-25', 'Christmas', 'ക്രിസ്മസ്']
const VISWAKARMA: Row = ['09-17', 'Viswakarma Day', 'വിശ്വകർമ ദിനം', RESTRICTED]

export const KERALA_YEARS: readonly CalendarYear[] = [
  list(2025, 'G.O.(P) No.34/2024/GAD and No.35/2024/GAD, 14 October 2024, with later orders', [
    MANNAM,
    REPUBLIC,
    ['02-26', 'Maha Sivarathri', 'മഹാശിവരാത്രി'],
    ['03-04', 'Ayya Vaikunda Swami Jayanti', 'അയ്യാ വൈകുണ്ഠ സ്വാമി ജയന്തി', RESTRICTED],
    ['03-31', 'Id-ul-Fitr (Ramzan)', 'ഈദുൽ ഫിത്ർ (റംസാൻ)', MOON],
    ['04-14', 'Vishu, Dr. B. R. Ambedkar Jayanti', 'വിഷു, ഡോ. ബി.ആർ. അംബേദ്കർ ജയന്തി'],
    ['04-17', 'Maundy Thursday', 'പെസഹാ വ്യാഴം'],
    ['04-18', 'Good Friday', 'ദുഃഖവെള്ളി'],
    ['04-20', 'Easter', 'ഈസ്റ്റർ'],
    MAY_DAY,
    ['06-07', 'Id-ul-Ad’ha (Bakrid)', 'ഈദുൽ അദ്ഹ (ബക്രീദ്)', MOON],
    ['07-06', 'Muharram', 'മുഹറം', MOON],
    ['07-22', 'Mourning for V. S. Achuthanandan', 'വി.എസ്. അച്യുതാനന്ദന്റെ നിര്യാണം'],
    [
      '07-23',
      'Last rites of V. S. Achuthanandan',
      'വി.എസ്. അച്യുതാനന്ദന്റെ സംസ്കാരം',
      { kind: 'local', districts: ['Alappuzha'] },
    ],
    ['07-24', 'Karkadaka Vavu', 'കർക്കടക വാവ്'],
    ['08-09', 'Avani Avittam', 'ആവണി അവിട്ടം', RESTRICTED],
    INDEPENDENCE,
    ['08-28', 'Ayyankali Jayanti', 'അയ്യങ്കാളി ജയന്തി'],
    ['09-04', 'First Onam', 'ഒന്നാം ഓണം'],
    ['09-05', 'Thiruvonam, Milad-i-Sherif', 'തിരുവോണം, നബിദിനം', MOON],
    ['09-06', 'Third Onam', 'മൂന്നാം ഓണം'],
    ['09-07', 'Fourth Onam, Sree Narayana Guru Jayanti', 'നാലാം ഓണം, ശ്രീനാരായണഗുരു ജയന്തി'],
    ['09-14', 'Sreekrishna Jayanti', 'ശ്രീകൃഷ്ണ ജയന്തി'],
    VISWAKARMA,
    ['09-21', 'Sree Narayana Guru Samadhi', 'ശ്രീനാരായണഗുരു സമാധി'],
    ['09-30', 'Durgashtami', 'ദുർഗാഷ്ടമി'],
    ['10-01', 'Mahanavami', 'മഹാനവമി'],
    ['10-02', 'Vijayadasami, Gandhi Jayanti', 'വിജയദശമി, ഗാന്ധി ജയന്തി'],
    ['10-20', 'Deepavali', 'ദീപാവലി'],
    ['12-09', 'Polling for local bodies', 'തദ്ദേശ തിരഞ്ഞെടുപ്പ്', { kind: 'local', districts: POLLED_FIRST }],
    ['12-11', 'Polling for local bodies', 'തദ്ദേശ തിരഞ്ഞെടുപ്പ്', { kind: 'local', districts: POLLED_SECOND }],
    CHRISTMAS,
  ]),
  list(2026, 'Order of the General Administration (Co-ordination) Department on the holidays of 2026', [
    MANNAM,
    REPUBLIC,
    ['02-15', 'Maha Sivarathri', 'മഹാശിവരാത്രി'],
    ['03-04', 'Ayya Vaikunda Swami Jayanti', 'അയ്യാ വൈകുണ്ഠ സ്വാമി ജയന്തി', RESTRICTED],
    ['03-20', 'Id-ul-Fitr (Ramzan)', 'ഈദുൽ ഫിത്ർ (റംസാൻ)', MOON],
    ['04-02', 'Maundy Thursday', 'പെസഹാ വ്യാഴം'],
    ['04-03', 'Good Friday', 'ദുഃഖവെള്ളി'],
    ['04-05', 'Easter', 'ഈസ്റ്റർ'],
    ['04-14', 'Dr. B. R. Ambedkar Jayanti', 'ഡോ. ബി.ആർ. അംബേദ്കർ ജയന്തി'],
    ['04-15', 'Vishu', 'വിഷു'],
    MAY_DAY,
    ['05-27', 'Id-ul-Ad’ha (Bakrid)', 'ഈദുൽ അദ്ഹ (ബക്രീദ്)', MOON],
    ['06-25', 'Muharram', 'മുഹറം', MOON],
    ['08-12', 'Karkadaka Vavu', 'കർക്കടക വാവ്'],
    INDEPENDENCE,
    ['08-25', 'First Onam, Milad-i-Sherif', 'ഒന്നാം ഓണം, നബിദിനം', MOON],
    ['08-26', 'Thiruvonam', 'തിരുവോണം'],
    ['08-27', 'Third Onam', 'മൂന്നാം ഓണം'],
    [
      '08-28',
      'Fourth Onam, Sree Narayana Guru Jayanti, Ayyankali Jayanti',
      'നാലാം ഓണം, ശ്രീനാരായണഗുരു ജയന്തി, അയ്യങ്കാളി ജയന്തി',
    ],
    ['08-28', 'Avani Avittam', 'ആവണി അവിട്ടം', RESTRICTED],
    ['09-04', 'Sreekrishna Jayanti', 'ശ്രീകൃഷ്ണ ജയന്തി'],
    VISWAKARMA,
    ['09-21', 'Sree Narayana Guru Samadhi', 'ശ്രീനാരായണഗുരു സമാധി'],
    ['10-02', 'Gandhi Jayanti', 'ഗാന്ധി ജയന്തി'],
    ['10-20', 'Mahanavami', 'മഹാനവമി'],
    ['10-21', 'Vijayadasami', 'വിജയദശമി'],
    ['11-08', 'Deepavali', 'ദീപാവലി'],
    CHRISTMAS,
  ]),
  list(
    2027,
    'No order known; days that are certain by law or arithmetic',
    [
      MANNAM,
      REPUBLIC,
      ['03-25', 'Maundy Thursday', 'പെസഹാ വ്യാഴം'],
      ['03-26', 'Good Friday', 'ദുഃഖവെള്ളി'],
      ['03-28', 'Easter', 'ഈസ്റ്റർ'],
      ['04-14', 'Dr. B. R. Ambedkar Jayanti', 'ഡോ. ബി.ആർ. അംബേദ്കർ ജയന്തി'],
      ['04-15', 'Vishu', 'വിഷു'],
      MAY_DAY,
      INDEPENDENCE,
      ['08-28', 'Ayyankali Jayanti', 'അയ്യങ്കാളി ജയന്തി'],
      VISWAKARMA,
      ['10-02', 'Gandhi Jayanti', 'ഗാന്ധി ജയന്തി'],
      CHRISTMAS,
    ],
    { provisional: true },
  ),
]
