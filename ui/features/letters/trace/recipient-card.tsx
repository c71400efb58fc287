// One recipient of a letter: by which mechanism, in which state, at which desk, since when, what comes next, and each entry.

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../../components/facts'
import { StateMark } from '../../../components/state-mark'
import { Age, At, Day, Due } from '../../../components/time'
import type { Tapal } from '../../../contract/letters'
import { nameOf, seatName } from '../../../lib/names'
import { DeskNow, refusalWords } from '../tapal/details'
import { routeFacts } from '../tapal/route-facts'
import { History } from './history'
import { Journey } from './journey'
import { RenewLink } from './renew-link'
import { WaitLine } from './wait-line'

export function RecipientCard({ tapal, open }: { tapal: Tapal; open: boolean }) {
  const { t } = useTranslation()
  const heading = useId()
  const history = tapal.history ?? []
  return (
    <article className="recipient card" aria-labelledby={heading} data-tapal={tapal.id}>
      <header className="recipient-head">
        <div>
          <h3 id={heading}>{nameOf(tapal.recipient)}</h3>
          <p className="soft">
            {seatName(tapal.recipient)} · {t(`purpose.${tapal.purpose}`)}
          </p>
        </div>
        <StateMark state={tapal.state} />
      </header>
      <Journey tapal={tapal} />
      <WaitLine tapal={tapal} />
      <div className="recipient-body">
        <RecipientFacts tapal={tapal} />
        <RenewLink tapal={tapal} />
        <details className="recipient-history" open={open}>
          <summary>
            {t('tapal.history')} <span className="count">{history.length}</span>
            <span className="unseen">{nameOf(tapal.recipient)}</span>
          </summary>
          <History events={history} />
        </details>
      </div>
    </article>
  )
}

function RecipientFacts({ tapal }: { tapal: Tapal }) {
  const { t } = useTranslation()
  const last = tapal.history?.at(-1)
  // What comes next: the next try of the delivery, else the next step on its clock.
  const next = tapal.nextAttemptAt ?? tapal.nextStepAt
  const diary = tapal.diary && (
    <>
      {tapal.diary.number} · <Day at={tapal.diary.date} />
    </>
  )
  return (
    <Facts
      facts={[
        [t('facts.mechanism'), t(`mechanism.${tapal.mechanism}`)],
        [t('facts.attempts'), String(tapal.attempts)],
        [t('facts.received'), tapal.receivedAt && <At at={tapal.receivedAt} />],
        [t('facts.inward-number'), tapal.inwardNumber],
        [t('facts.diary-number'), diary],
        [t('facts.desk'), tapal.desk && <DeskNow key="desk" desk={tapal.desk} />, 'wide'],
        [t('facts.postal-number'), tapal.postalNumber],
        [t('facts.holder'), tapal.holder],
        ...routeFacts(tapal, t),
        [t('facts.age'), last && <Age since={last.at} />],
        [tapal.nextAttemptAt ? t('facts.next-attempt') : t('facts.next-due'), next && <Due at={next} />],
        [t('facts.escalations'), tapal.escalations > 0 ? String(tapal.escalations) : null],
        [t('facts.refusal'), tapal.refusal && refusalWords(tapal.refusal, t)],
      ]}
    />
  )
}
