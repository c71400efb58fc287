// The handovers of a seat so far.

import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import { useHandovers } from './queries'
import { handoverState } from './state-words'

export function Past({ seat }: { seat: string }) {
  const { t } = useTranslation()
  const past = useHandovers(seat)
  return (
    <section aria-labelledby="handovers">
      <h2 id="handovers" className="list-title">
        {t('handover.past')}
      </h2>
      {past.isError && <Fault error={past.error} retry={() => void past.refetch()} />}
      {past.data?.length === 0 && <p className="soft">{t('handover.past-none')}</p>}
      {past.data && past.data.length > 0 && (
        <Table
          caption={t('handover.past')}
          columns={[
            t('handover.from-to'),
            t('facts.state'),
            t('handover.given-at'),
            t('handover.taken-at'),
            t('handover.open'),
          ]}
        >
          {past.data.map((one) => (
            <Row
              key={one.id}
              cells={[
                [
                  t('handover.from-to'),
                  <>
                    {one.fromName ?? t('seat-page.nobody')} → {one.toName}
                    {(one.reason || one.note) && <span className="under">{one.reason || one.note}</span>}
                  </>,
                ],
                [t('facts.state'), handoverState(one, t)],
                [t('handover.given-at'), <At key="given" at={one.givenAt} as="short" />],
                [t('handover.taken-at'), one.takenAt && <At at={one.takenAt} as="short" />],
                [t('handover.open'), String(one.items.length)],
              ]}
            />
          ))}
        </Table>
      )}
    </section>
  )
}
