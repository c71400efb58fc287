// What a rule of the check says, and the sections that rules name.

export interface Rule {
  /** Number of the section, or its title where it has no number. */
  section: string
  /** What the section says, in one sentence. */
  says: string
  /** What the maker of the agent does about it. */
  change: string
  weight?: 'advice'
}

/** The sections that rules name, as they are headed. */
export const SECTIONS: Readonly<Record<string, string>> = {
  '1': 'Registration and keys',
  '2': 'Signatures',
  '3': 'Taking a letter',
  '4': 'Documents',
  '5': 'Status, withdrawal, capabilities',
  '6': 'Call-backs',
  '8': 'Limits and retries',
  '9': 'Security',
  '13': 'Fetching letters',
}
