// What an account may do beside the seats it holds; a department's admin, for the offices of its seats and all below.

export const ROLES = ['officer', 'operator', 'department-admin', 'admin'] as const
export type Role = (typeof ROLES)[number]
