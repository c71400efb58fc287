// Agents are registered by administrators.

export const AGENT_ACCESS = { roles: ['admin'] } as const
