// Why a tapal lies where it lies, whose name was on the letter, and who held its seat in the meantime.

import type { TFunction } from 'i18next'
import { Link } from 'react-router'
import type { Fact } from '../../../components/facts'
import { Reasons } from '../../../components/reasons'
import { At } from '../../../components/time'
import type { Tapal } from '../../../contract/letters'
import { nameOf } from '../../../lib/names'
import { reasonWords } from '../../../lib/reasons'

/** The facts of the route, for the tapal and for the trace. */
export function routeFacts(tapal: Tapal, t: TFunction): Fact[] {
  const { addressedTo, why, duty, holders = [], recipient, purpose, serviceLevel } = tapal
  const others = addressedTo.filter(({ code }) => code !== recipient.office)
  const standsIn = duty?.reason.code.startsWith('vacant') ? duty : null
  return [
    [t('facts.addressed-to'), others.map(nameOf).join(' → '), 'wide'],
    [t('facts.why'), why.length > 0 && <Reasons reasons={why} />, 'wide'],
    [
      t('facts.duty'),
      standsIn && (
        <>
          {standsIn.name}
          <span className="under">{reasonWords(standsIn.reason, t)}</span>
        </>
      ),
      'wide',
    ],
    [
      t('facts.level'),
      serviceLevel && purpose === 'action' && (
        <Link to="/service-levels">{t('levels.version', serviceLevel)}</Link>
      ),
    ],
    // One holder all the time is shown as the holder.
    [t('facts.holders'), holders.length > 1 && <Holders holders={holders} t={t} />, 'wide'],
  ]
}

function Holders({ holders, t }: { holders: NonNullable<Tapal['holders']>; t: TFunction }) {
  return (
    <ol>
      {holders.map(({ name, from, until }) => (
        <li key={from}>
          {name ?? t('seat-page.vacant')}
          <span className="under">
            <At at={from} as="exact" /> – {until ? <At at={until} as="exact" /> : t('seat-page.until-now')}
          </span>
        </li>
      ))}
    </ol>
  )
}
