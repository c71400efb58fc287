import { type ReactNode } from 'react'

/** Name, value, and whether it is long and gets twice the room. */
export type Fact = [name: string, value: ReactNode, wide?: 'wide']

/** A list of facts; those that are not there are left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, fact]) => fact !== null && fact !== undefined && fact !== false && fact !== '')
        .map(([name, fact, wide]) => (
          <div key={name} className={wide}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </dl>
  )
}
