// What an account may do beside the seats it holds.

export const ROLES = ['officer', 'operator', 'admin'] as const
export type Role = (typeof ROLES)[number]
