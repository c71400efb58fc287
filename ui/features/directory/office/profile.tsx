// How letters reach an office: its ways in order with their health, what it takes, and which way is gone and why.

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { NEXT_WAY_AFTER_SECONDS } from '../../../../domain/directory/office/profile'
import { Facts } from '../../../components/facts'
import { HealthMark } from '../../../components/health-mark'
import { Reasons } from '../../../components/reasons'
import { takesFacts } from '../../../components/takes-facts'
import { Day } from '../../../components/time'
import type { ProfileCard } from '../../../contract/directory'
import { systemName } from '../../../lib/code-words'
import { currentLanguage } from '../../../lib/i18n'
import { hoursWords } from '../../../lib/time'

export function Profile({ profile }: { profile: ProfileCard | null }) {
  const { t } = useTranslation()
  const heading = useId()
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{t('profile.title')}</h2>
      {profile ? <Whole profile={profile} /> : <p className="note note-wait">{t('profile.none')}</p>}
    </section>
  )
}

function Whole({ profile }: { profile: ProfileCard }) {
  const { t } = useTranslation()
  const { ways, chosen, accepts } = profile
  return (
    <>
      {chosen && (
        <div className="chosen">
          <p>
            {t('profile.chosen')}: <strong>{systemName(chosen.mechanism, t)}</strong>
          </p>
          <Reasons reasons={chosen.reasons} />
        </div>
      )}
      <h3>{t('profile.ways')}</h3>
      <ol className="ways">
        {ways.map(({ system, endpoint, health }) => (
          <li key={`${system} ${endpoint ?? ''}`}>
            <span>
              {systemName(system, t)}
              {endpoint && endpoint !== system && <span className="under">{endpoint}</span>}
            </span>
            <HealthMark health={health} />
          </li>
        ))}
        <li className="soft">{t('profile.fallback', { system: systemName(profile.fallback, t) })}</li>
      </ol>
      <Facts
        facts={[
          [t('profile.since'), <Day key="since" at={profile.from} />],
          [
            t('profile.waits'),
            hoursWords(profile.nextWayAfterSeconds ?? NEXT_WAY_AFTER_SECONDS, currentLanguage()),
          ],
          [t('profile.taking'), t(`profile.taking-${profile.taking ?? 'usual'}`)],
          ...takesFacts(accepts, t),
        ]}
      />
    </>
  )
}
