// Operators look at the webhooks of any agent; what they do is the agent's.

export const OPERATOR_ACCESS = { roles: ['operator', 'admin'] } as const
