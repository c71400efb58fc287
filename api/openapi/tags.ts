// The parts of the API in the order in which an integrator meets them.

export const TAGS: readonly { name: string; description: string }[] = [
  { name: 'Documents', description: 'Brought once, named by their sha256, fetched whole or in part.' },
  {
    name: 'Dispatches',
    description: 'Letters as their senders hand them over: tried dry, sent, traced, recalled.',
  },
  { name: 'Own agent', description: 'What a filing system sees and does of itself, by its key.' },
  { name: 'Agents', description: 'Filing systems: their registration, and what they report.' },
  { name: 'Inwards', description: 'Letters for agents that cannot be called: they fetch them.' },
  { name: 'Changes', description: 'What happens to the letters of your offices, numbered without gaps.' },
  { name: 'Webhooks', description: 'The same changes, sent to an address of yours.' },
  { name: 'Tapals', description: 'Letters as they arrive at one recipient: the inbox of a seat.' },
  {
    name: 'Calls to agents',
    description: 'What KCS calls at the address of an agent, and the answers it expects.',
  },
  { name: 'Directory', description: 'Offices, seats and sanctioned posts, as of any instant.' },
  {
    name: 'Employees and charges',
    description: 'Who holds which seat, since when, and how it is handed over.',
  },
  { name: 'Groups', description: 'Lists and rules that a letter can be addressed to.' },
  { name: 'Routing', description: 'Rules that say to which seat of an office a letter goes.' },
  { name: 'Service levels', description: 'In what time offices are to do what with which letters.' },
  { name: 'Calendars', description: 'When offices are closed, and their clocks stand.' },
  { name: 'Despatch lists', description: 'What an office prints and posts.' },
  { name: 'Mail link', description: 'Taking a letter by the link in a mail.' },
  { name: 'Endpoints', description: 'The addresses of filing systems, as operators keep them.' },
  { name: 'Desk', description: 'What operators do about letters that do not get through.' },
  { name: 'Flows', description: 'The runs behind the letters.' },
  { name: 'Session', description: 'Signing in and out.' },
  { name: 'Notices', description: 'What people are told.' },
  { name: 'Stream', description: 'News for open pages of the portal.' },
  { name: 'Health', description: 'For supervisors and monitoring.' },
]
