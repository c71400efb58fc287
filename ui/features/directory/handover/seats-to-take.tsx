// The seats that were given to whoever is signed in and wait to be taken.

import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { At } from '../../../components/time'
import type { Handover } from '../../../contract/directory'
import { useSession } from '../../access/session/session'
import { OpenTable } from './open-table'
import { useHandovers, useTake } from './queries'

export function SeatsToTake({ done }: { done: (words: string) => void }) {
  const { t } = useTranslation()
  const handovers = useHandovers('')
  const pen = useSession().data?.account.pen
  const handoversToTake = handovers.data?.filter(({ state, to }) => state === 'given' && to === pen) ?? []
  if (handovers.isError) return <Fault error={handovers.error} retry={() => void handovers.refetch()} />
  if (handoversToTake.length === 0) return null
  return (
    <section className="card" aria-labelledby="given">
      <h2 id="given">{t('handover.given')}</h2>
      {handoversToTake.map((handover) => (
        <One key={handover.id} handover={handover} done={done} />
      ))}
    </section>
  )
}

function One({ handover, done }: { handover: Handover; done: (words: string) => void }) {
  const { t } = useTranslation()
  const take = useTake()
  return (
    <article className="given" aria-label={handover.seat}>
      <p>
        <strong>{handover.seat}</strong>
        <span className="under">
          {[handover.fromName, handover.note].filter(Boolean).join(' · ')} <At at={handover.givenAt} />
        </span>
      </p>
      {take.isError && <Fault error={take.error} />}
      <OpenTable items={handover.items} />
      <button
        type="button"
        className="button button-main"
        aria-disabled={take.isPending}
        onClick={() => {
          if (!take.isPending)
            take.mutate(handover.id, { onSuccess: () => done(t('handover.taken', { seat: handover.seat })) })
        }}
      >
        {take.isPending ? t('handover.take-busy') : t('handover.take')}
      </button>
    </article>
  )
}
