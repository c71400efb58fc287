// Who may change offices; the services check for which offices.

export const OFFICE_ACCESS = { roles: ['admin', 'department-admin'] } as const
