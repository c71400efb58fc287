// Kinds of offices that forms offer; a list that is imported may bring others.

export const OFFICE_KINDS = [
  'office',
  'department',
  'directorate',
  'organisation',
  'collectorate',
  'taluk-office',
  'village-office',
  'district-panchayat',
  'block-panchayat',
  'grama-panchayat',
  'municipality',
  'corporation',
] as const
export type OfficeKind = (typeof OFFICE_KINDS)[number]
