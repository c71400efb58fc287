import type { Found } from '../contract/directory'
import { nameOf } from '../lib/names'

/** An office or a seat that was found: its name, and below it what tells it from others of that name. */
export function FoundName({ found }: { found: Found }) {
  const under =
    found.type === 'seat'
      ? [found.office, found.district, found.id]
      : [found.id, found.district, found.department]
  return (
    <>
      <span>{nameOf(found)}</span>
      <span className="under">{under.filter(Boolean).join(' · ')}</span>
    </>
  )
}
