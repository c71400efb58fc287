import type { SearchHit } from '../contract/directory'
import { nameOf } from '../lib/names'

/** An office or a seat of a search: its name, and below it what tells it from others of that name. */
export function HitName({ hit }: { hit: SearchHit }) {
  const under =
    hit.type === 'seat' ? [hit.office, hit.district, hit.id] : [hit.id, hit.district, hit.department]
  return (
    <>
      <span>{nameOf(hit)}</span>
      <span className="under">{under.filter(Boolean).join(' · ')}</span>
    </>
  )
}
