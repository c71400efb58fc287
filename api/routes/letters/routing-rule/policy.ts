// Who may make routing rules; the services check for which offices.

export const RULE_ACCESS = { roles: ['admin', 'department-admin'] } as const
