// The demo directory: the offices that the first order was addressed to, their seats, and plain demo holders.

import type { Mechanism, TakingRule } from '../../domain/letters/systems'
import { newOffice, type Office } from '../../domain/directory/office/office'
import { type DeliveryProfile, plainProfile } from '../../domain/directory/office/profile'
import { newSeat, type Seat } from '../../domain/directory/seat/seat'
import type { Role } from '../../domain/access/account/roles'

const SINCE = new Date('2021-07-01T00:00:00+05:30')

function profile(system: Mechanism, endpoint: string, taking: TakingRule): DeliveryProfile[] {
  return [plainProfile(SINCE, system, endpoint, taking)]
}

function office(
  facts: Pick<Office, 'code' | 'name' | 'nameMl' | 'department' | 'address'> & Partial<Office>,
): Office {
  return newOffice({
    district: 'Thiruvananthapuram',
    inwardSeat: `${facts.code}/TAPAL`,
    path: facts.parent ? [facts.parent] : [],
    ...facts,
  })
}

const ITD = 'Electronics & Information Technology'
const LSGD = 'Local Self Government'

export const DEMO_OFFICES: readonly Office[] = [
  office({
    code: 'ITD',
    name: 'Electronics & Information Technology Department',
    nameMl: 'ഇലക്ട്രോണിക്സും വിവരസാങ്കേതികവിദ്യയും വകുപ്പ്',
    kind: 'department',
    department: ITD,
    address: 'Government Secretariat, Thiruvananthapuram',
    profiles: profile('eoffice', 'eoffice-secretariat', 'diary'),
  }),
  office({
    code: 'KSITM',
    name: 'Kerala State IT Mission',
    nameMl: 'കേരള സംസ്ഥാന ഐ.ടി മിഷൻ',
    department: ITD,
    parent: 'ITD',
    address: 'Thiruvananthapuram',
    profiles: profile('eoffice', 'eoffice-ksitm', 'diary'),
  }),
  office({
    code: 'CDIT',
    name: 'Centre for Development of Imaging Technology (C-DIT)',
    nameMl: 'സി-ഡിറ്റ്',
    department: ITD,
    parent: 'ITD',
    address: 'Thiruvananthapuram',
    profiles: profile('push', 'push-cdit', 'diary'),
  }),
  office({
    code: 'PAGA',
    name: 'Principal Accountant General (Audit), Kerala',
    nameMl: 'പ്രിൻസിപ്പൽ അക്കൗണ്ടന്റ് ജനറൽ (ഓഡിറ്റ്), കേരളം',
    kind: 'outside office',
    department: 'Indian Audit and Accounts Department',
    address: 'Thiruvananthapuram',
    email: 'tapal@pag-audit.invalid',
    profiles: profile('email', 'email', 'person'),
  }),
  office({
    code: 'AGAE',
    name: 'Accountant General (A & E), Kerala',
    nameMl: 'അക്കൗണ്ടന്റ് ജനറൽ (എ & ഇ), കേരളം',
    kind: 'outside office',
    department: 'Indian Audit and Accounts Department',
    address: 'Thiruvananthapuram',
    profiles: profile('print', 'print', 'person'),
  }),
  office({
    code: 'IPRD',
    name: 'Information & Public Relations Department',
    nameMl: 'ഇൻഫർമേഷൻ & പബ്ലിക് റിലേഷൻസ് വകുപ്പ്',
    kind: 'department',
    department: 'Information & Public Relations',
    address: 'Government Secretariat, Thiruvananthapuram',
    inwardSeat: 'IPRD/DIR',
    profiles: profile('kcs-agent', 'kcs-agent', 'person'),
  }),
  office({
    code: 'IPRD-WNM',
    name: 'Web & New Media, Information & Public Relations Department',
    nameMl: 'വെബ് & ന്യൂ മീഡിയ, ഇൻഫർമേഷൻ & പബ്ലിക് റിലേഷൻസ് വകുപ്പ്',
    department: 'Information & Public Relations',
    parent: 'IPRD',
    address: 'Thiruvananthapuram',
    inwardSeat: 'IPRD-WNM/HEAD',
    profiles: profile('kcs-agent', 'kcs-agent', 'person'),
  }),
  office({
    code: 'NDM',
    name: 'Nedumangad Municipality',
    nameMl: 'നെടുമങ്ങാട് നഗരസഭ',
    kind: 'municipality',
    department: LSGD,
    address: 'Nedumangad',
    profiles: profile('soochika', 'soochika-nedumangad', 'diary'),
  }),
  office({
    code: 'PHQ',
    name: 'State Police Headquarters',
    nameMl: 'സംസ്ഥാന പോലീസ് ആസ്ഥാനം',
    department: 'Home',
    address: 'Thiruvananthapuram',
    profiles: profile('iaps', 'iaps-police', 'diary'),
  }),
  office({
    code: 'DTE',
    name: 'Directorate of Technical Education',
    nameMl: 'സാങ്കേതിക വിദ്യാഭ്യാസ ഡയറക്ടറേറ്റ്',
    department: 'Higher Education',
    address: 'Thiruvananthapuram',
    profiles: profile('ddfs', 'ddfs-dte', 'diary'),
  }),
  office({
    code: 'TVMC',
    name: 'Thiruvananthapuram Corporation',
    nameMl: 'തിരുവനന്തപുരം കോർപ്പറേഷൻ',
    department: LSGD,
    address: 'Thiruvananthapuram',
    profiles: profile('ksmart', 'ksmart-corporation', 'diary'),
  }),
  office({
    code: 'KLR',
    name: 'Kalliyoor Grama Panchayat',
    nameMl: 'കല്ലിയൂർ ഗ്രാമപഞ്ചായത്ത്',
    department: LSGD,
    address: 'Kalliyoor',
    profiles: profile('ilgms', 'ilgms-kalliyoor', 'diary'),
  }),
  office({
    code: 'ICFOSS',
    name: 'International Centre for Free and Open Source Solutions',
    nameMl: 'ഐസിഫോസ്',
    department: ITD,
    address: 'Thiruvananthapuram',
    profiles: profile('push', 'push-icfoss', 'diary'),
  }),
  office({
    code: 'ARC',
    name: 'State Archives Department',
    nameMl: 'സംസ്ഥാന ആർക്കൈവ്സ് വകുപ്പ്',
    department: 'Cultural Affairs',
    address: 'Thiruvananthapuram',
    profiles: profile('pull', 'pull-archives', 'diary'),
  }),
]

/** The offices whose systems send and take letters beside the order. */
const SYSTEM_OFFICES = ['NDM', 'PHQ', 'DTE', 'TVMC', 'KLR', 'ICFOSS', 'ARC'] as const

const SYSTEM_SEATS = SYSTEM_OFFICES.flatMap((code) => [
  seat(`${code}/SEC`, 'Secretary', 'സെക്രട്ടറി', '', null),
  seat(`${code}/TAPAL`, 'Tapal Clerk', 'തപാൽ ക്ലർക്ക്', 'Tapal', `${code}/SEC`),
])

function seat(
  id: string,
  designation: string,
  designationMl: string,
  section: string,
  reportsTo: string | null,
): Seat {
  return newSeat({
    id,
    office: id.slice(0, id.indexOf('/')),
    designation,
    designationMl,
    section,
    reportsTo,
  })
}

export const DEMO_SEATS: readonly Seat[] = [
  seat('ITD/SO', 'Section Officer, IT-Cell', 'സെക്ഷൻ ഓഫീസർ, ഐ.ടി സെൽ', 'IT-Cell', 'ITD/US'),
  seat('ITD/US', 'Under Secretary', 'അണ്ടർ സെക്രട്ടറി', 'IT-Cell', 'ITD/PS'),
  seat('ITD/PS', 'Principal Secretary', 'പ്രിൻസിപ്പൽ സെക്രട്ടറി', '', null),
  seat('ITD/TAPAL', 'Despatch Clerk', 'ഡെസ്പാച്ച് ക്ലർക്ക്', 'Tapal', 'ITD/SO'),
  seat('ITD/RECORDS', 'Stock file / office copy', 'സ്റ്റോക്ക് ഫയൽ / ഓഫീസ് പകർപ്പ്', 'IT-Cell', 'ITD/SO'),
  seat('KSITM/DIR', 'Director', 'ഡയറക്ടർ', '', 'ITD/PS'),
  seat('KSITM/TAPAL', 'Tapal Clerk', 'തപാൽ ക്ലർക്ക്', 'Tapal', 'KSITM/DIR'),
  seat('CDIT/REG', 'Registrar', 'രജിസ്ട്രാർ', '', 'ITD/PS'),
  seat('CDIT/TAPAL', 'Tapal Clerk', 'തപാൽ ക്ലർക്ക്', 'Tapal', 'CDIT/REG'),
  seat('PAGA/PAG', 'Principal Accountant General', 'പ്രിൻസിപ്പൽ അക്കൗണ്ടന്റ് ജനറൽ', '', null),
  seat('PAGA/TAPAL', 'Diary Section', 'ഡയറി സെക്ഷൻ', 'Diary', 'PAGA/PAG'),
  seat('AGAE/AG', 'Accountant General', 'അക്കൗണ്ടന്റ് ജനറൽ', '', null),
  seat('AGAE/TAPAL', 'Diary Section', 'ഡയറി സെക്ഷൻ', 'Diary', 'AGAE/AG'),
  seat('IPRD-WNM/HEAD', 'Head, Web & New Media', 'മേധാവി, വെബ് & ന്യൂ മീഡിയ', 'Web & New Media', 'IPRD/DIR'),
  seat('IPRD/DIR', 'Director', 'ഡയറക്ടർ', '', 'IPRD/SECY'),
  seat('IPRD/SECY', 'Secretary', 'സെക്രട്ടറി', '', null),
  ...SYSTEM_SEATS,
]

/** Who can sign in: the login, the seats held, the roles; the names are not of real persons. */
export interface DemoAccount {
  login: string
  pen: string
  name: string
  nameMl: string
  seats: readonly string[]
  roles: readonly Role[]
  /** The use of the login, in the block of addresses. */
  use: string
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('so.itcell', 1, ['ITD/SO'], ['officer'], 'Section Officer, IT-Cell: sends letters, sees the trace'),
  account('despatch.itd', 2, ['ITD/TAPAL'], ['officer'], "Despatch Clerk: the day's print-and-post list"),
  account('head.wnm', 3, ['IPRD-WNM/HEAD'], ['officer'], 'Web & New Media: an inbox without filing system'),
  account('director.iprd', 4, ['IPRD/DIR'], ['officer'], 'Director, I&PRD: the seat above'),
  account(
    'clerk.systems',
    7,
    ['KSITM', ...SYSTEM_OFFICES].map((code) => `${code}/TAPAL`),
    ['officer'],
    'Tapal Clerk of the offices with other systems: what they sent',
  ),
  account('operator', 5, [], ['operator'], 'Operator: endpoints, failed deliveries, flows'),
  account('admin', 6, [], ['admin'], 'Administrator: agents and keys'),
]

function account(login: string, n: number, seats: string[], roles: Role[], use: string): DemoAccount {
  return { login, pen: `DEMO${n}`, name: `Demo Holder ${n}`, nameMl: `ഡെമോ ഉദ്യോഗസ്ഥൻ ${n}`, seats, roles, use }
}

/** The same for all demo logins; the embedded default listens on this machine only. */
export const DEMO_PASSWORD = 'kcs-demo-2021'
