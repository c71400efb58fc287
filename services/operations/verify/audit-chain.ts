// The audit log is the chain that it was written as: nothing was edited, deleted, inserted or moved.

import type { Check } from './check'

export const auditChain: Check<'chain'> = {
  name: 'audit-chain',
  of: 'chain',
  begin: () => (page) =>
    page.flatMap(({ fault }) =>
      fault === null
        ? []
        : [{ id: fault.entry ?? `link ${fault.sequence}`, what: `link ${fault.sequence}: ${fault.text}` }],
    ),
}
