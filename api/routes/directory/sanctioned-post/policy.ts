// Who may enter sanctioned posts; the services check for which offices.

export const POST_ACCESS = { roles: ['admin', 'department-admin'] } as const
