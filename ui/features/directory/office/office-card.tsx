// The card of an office: what it is, how letters reach it, and who works there.

import { Fragment, lazy, Suspense, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  DETAIL_NAMES,
  detailLink,
  OFFICE_DETAILS,
  type OfficeDetail,
} from '../../../../domain/directory/office/details'
import { type Fact, Facts } from '../../../components/facts'
import { Day } from '../../../components/time'
import type { OfficeCard } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'
import { nameOf } from '../../../lib/names'
import { Profile } from './profile'
import { Seats } from './seats'
import { StatusNote } from './status-note'

const OfficeActs = lazy(async () => ({ default: (await import('./office-acts')).OfficeActs }))

const address = (code: string) => `/directory/${encodeURIComponent(code)}`

interface Props {
  card: OfficeCard
  /** Whether the card shows the office as it is now, so that it can be changed. */
  present: boolean
  /** What was done, and the office to look at then where it is another one. */
  done: (words: string, office?: string) => void
}

export function Card({ card, present, done }: Props) {
  const { t } = useTranslation()
  const { office, ancestors } = card
  const heading = useId()
  return (
    <article className="office" aria-labelledby={heading}>
      <section className="card">
        {ancestors.length > 0 && (
          <nav className="crumbs" aria-label={t('directory.above')}>
            {ancestors.map((each) => (
              <Fragment key={each.code}>
                <Link to={address(each.code)}>{nameOf(each)}</Link>
                <span aria-hidden="true">›</span>
              </Fragment>
            ))}
          </nav>
        )}
        <h2 id={heading} className="office-name">
          {nameOf(office)}
        </h2>
        <OtherName office={office} />
        <StatusNote office={office} />
        <Facts
          facts={[
            [t('office.code'), office.code],
            [t('office.kind'), codeWords('office-kind', office.kind, t)],
            [t('office.department'), office.department],
            [t('office.district'), office.district],
            ...DETAIL_NAMES.map((name): Fact => {
              const detail = <Detail name={name} value={office[name]} />
              return [t(`office.${name}`), office[name] && detail, OFFICE_DETAILS[name].lines && 'wide']
            }),
            [t('office.children'), card.children > 0 ? String(card.children) : null],
            [t('office.active-from'), office.activeFrom && <Day at={office.activeFrom} />],
          ]}
        />
        {present && card.may.change && (
          <Suspense fallback={null}>
            <OfficeActs key={office.code} card={card} done={done} />
          </Suspense>
        )}
      </section>
      <Profile profile={card.profile} />
      <Seats seats={card.seats} inward={office.inwardSeat} />
    </article>
  )
}

/** A detail, as a link where it leads somewhere. */
function Detail({ name, value }: { name: OfficeDetail; value: string }) {
  const link = detailLink(name, value)
  return link === null ? value : <a href={link}>{value}</a>
}

/** The name in the other language. */
function OtherName({ office }: { office: OfficeCard['office'] }) {
  const nameShown = nameOf(office)
  const other = nameShown === office.name ? office.nameMl : office.name
  if (!other || other === nameShown) return null
  return (
    <p className="soft" lang={other === office.nameMl ? 'ml' : 'en'}>
      {other}
    </p>
  )
}
