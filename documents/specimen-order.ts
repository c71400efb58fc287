// The order that founded this service, as a specimen letter: its facts, told in our own words.

import { type LetterFacts } from './pdf/draw-letter'

/** G.O.(Ms)No.20/2021/ITD of 04/07/2021. Number, date, department, file and addressees are those of the order. */
export const SPECIMEN_ORDER: LetterFacts = {
  specimen: true,
  form: { en: 'Government Order', ml: 'സർക്കാർ ഉത്തരവ്' },
  government: { en: 'Government of Kerala', ml: 'കേരള സർക്കാർ' },
  department: {
    en: 'Electronics & Information Technology Department',
    ml: 'ഇലക്ട്രോണിക്സും വിവരസാങ്കേതികവിദ്യയും വകുപ്പ്',
  },
  section: { en: 'IT-Cell', ml: 'ഐ.ടി സെൽ' },
  place: { en: 'Thiruvananthapuram', ml: 'തിരുവനന്തപുരം' },
  number: 'G.O.(Ms)No.20/2021/ITD',
  date: '2021-07-04',
  fileNumber: 'ITCell-2/109/2021-ITD',
  subject: {
    en: 'Setting up of the Kerala State Unified Communication Service (KCS)',
    ml: 'കേരള സംസ്ഥാന ഏകീകൃത ആശയവിനിമയ സേവനം (കെ.സി.എസ്) ആരംഭിക്കുന്നത് സംബന്ധിച്ച്',
  },
  paragraphs: [
    {
      en: 'Offices of the State keep their files in different systems, and some still keep them on paper. A letter from one office to another is therefore entered twice, sent by hand or by e-mail, and its sender seldom learns whether it has arrived.',
      ml: 'സംസ്ഥാനത്തെ ഓഫീസുകൾ ഫയലുകൾ കൈകാര്യം ചെയ്യുന്നത് വ്യത്യസ്ത സംവിധാനങ്ങളിലാണ്; ചില ഓഫീസുകൾ ഇപ്പോഴും കടലാസ് ഫയലുകളാണ് ഉപയോഗിക്കുന്നത്. അതിനാൽ ഒരു ഓഫീസിൽ നിന്ന് മറ്റൊന്നിലേക്കുള്ള കത്ത് രണ്ടിടത്തും രേഖപ്പെടുത്തേണ്ടി വരുന്നു; കത്ത് ലഭിച്ചോ എന്ന് അയച്ച ഓഫീസ് അറിയാറുമില്ല.',
    },
    {
      en: 'One service shall carry all official letters between these systems. The sending office hands a letter over once. The service delivers it to each addressee in the manner set for that office, and records each step until the office has taken it.',
      ml: 'ഈ സംവിധാനങ്ങൾക്കിടയിൽ എല്ലാ ഔദ്യോഗിക കത്തുകളും കൈമാറുന്നതിന് ഒരു ഏകീകൃത സേവനം ഏർപ്പെടുത്തുന്നു. അയയ്ക്കുന്ന ഓഫീസ് കത്ത് ഒരു തവണ മാത്രം നൽകിയാൽ മതി. ഓരോ സ്വീകർത്താവിനും ആ ഓഫീസിന് നിശ്ചയിച്ചിട്ടുള്ള രീതിയിൽ സേവനം കത്ത് എത്തിക്കുകയും, ഓഫീസ് അത് കൈപ്പറ്റുന്നതുവരെയുള്ള ഓരോ ഘട്ടവും രേഖപ്പെടുത്തുകയും ചെയ്യും.',
    },
    {
      en: 'A letter belongs to a seat, not to a person. It waits in the inbox of that seat whoever holds it, and goes to the officer above when it is not taken in time.',
      ml: 'കത്ത് വ്യക്തിക്കല്ല, സീറ്റിനുള്ളതാണ്. ചുമതലയിൽ ആരായാലും കത്ത് ആ സീറ്റിന്റെ ഇൻബോക്സിൽ ഉണ്ടായിരിക്കും; നിശ്ചിത സമയത്തിനകം കൈപ്പറ്റിയില്ലെങ്കിൽ മേലുദ്യോഗസ്ഥന്റെ ശ്രദ്ധയിൽപ്പെടുത്തും.',
    },
    {
      en: 'Filing systems connect to the service through its Gateway. Offices without a filing system use the application that comes with the service. Public grievances and requests under the Right to Information Act follow in the second phase.',
      ml: 'ഫയൽ സംവിധാനങ്ങൾ ഗേറ്റ്‌വേ വഴി സേവനവുമായി ബന്ധിപ്പിക്കേണ്ടതാണ്. ഫയൽ സംവിധാനമില്ലാത്ത ഓഫീസുകൾക്ക് സേവനത്തോടൊപ്പമുള്ള ആപ്ലിക്കേഷൻ ഉപയോഗിക്കാം. പൊതുജനങ്ങളുടെ പരാതികളും വിവരാവകാശ നിയമപ്രകാരമുള്ള അപേക്ഷകളും രണ്ടാം ഘട്ടത്തിൽ ഉൾപ്പെടുത്തും.',
    },
  ],
  authority: { en: 'By order of the Governor', ml: 'ഗവർണറുടെ ഉത്തരവിൻ പ്രകാരം' },
  signatory: { en: 'Secretary to Government', ml: 'സർക്കാർ സെക്രട്ടറി' },
  addressees: [
    {
      name: { en: 'The Director, Kerala State IT Mission', ml: 'ഡയറക്ടർ, കേരള സംസ്ഥാന ഐ.ടി മിഷൻ' },
      purpose: 'action',
    },
    { name: { en: 'The Registrar, C-DIT', ml: 'രജിസ്ട്രാർ, സി-ഡിറ്റ്' }, purpose: 'action' },
    {
      name: {
        en: 'The Principal Accountant General (Audit), Kerala',
        ml: 'പ്രിൻസിപ്പൽ അക്കൗണ്ടന്റ് ജനറൽ (ഓഡിറ്റ്), കേരളം',
      },
      purpose: 'action',
    },
    {
      name: { en: 'The Accountant General (A & E), Kerala', ml: 'അക്കൗണ്ടന്റ് ജനറൽ (എ & ഇ), കേരളം' },
      purpose: 'information',
    },
    {
      name: {
        en: 'Web & New Media, Information & Public Relations Department',
        ml: 'വെബ് & ന്യൂ മീഡിയ, ഇൻഫർമേഷൻ & പബ്ലിക് റിലേഷൻസ് വകുപ്പ്',
      },
      purpose: 'action',
    },
    { name: { en: 'Stock file / office copy', ml: 'സ്റ്റോക്ക് ഫയൽ / ഓഫീസ് പകർപ്പ്' }, purpose: 'information' },
  ],
}
