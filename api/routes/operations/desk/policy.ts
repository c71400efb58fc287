// The desk is the operators'.

export const DESK_ACCESS = { roles: ['operator', 'admin'] } as const
