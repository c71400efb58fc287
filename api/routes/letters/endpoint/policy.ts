// Endpoints are the operators' business.

export const ENDPOINT_ACCESS = { roles: ['operator', 'admin'] } as const
