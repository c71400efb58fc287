// Operators look at the webhooks of any agent, and send a change again; all else is the agent's.

export const OPERATOR_ACCESS = { roles: ['operator', 'admin'] } as const
