// Who may make and change seats; the services check in which offices.

export const SEAT_ACCESS = { roles: ['admin', 'department-admin'] } as const
