// The letters that failed or wait at one endpoint, each with what last went wrong.

import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { Age } from '../../../components/time'
import { useDeskLetters } from './queries'

export function DeskLetters({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation()
  const { data, isError, error, refetch, hasNextPage, fetchNextPage } = useDeskLetters({ endpoint })
  const letters = data?.pages.flatMap(({ items }) => items) ?? []
  const columns = [t('desk.letter'), t('desk.filter-state'), t('desk.code'), t('desk.age')] as const
  return (
    <section className="desk-section" aria-labelledby="endpoint-letters">
      <h2 id="endpoint-letters">{t('desk.letters')}</h2>
      {isError && <Fault error={error} retry={() => void refetch()} />}
      {data && letters.length === 0 && <p>{t('endpoint.no-letters')}</p>}
      {letters.length > 0 && (
        <Table caption={t('desk.letters')} columns={columns}>
          {letters.map((one) => (
            <Row
              key={one.id}
              cells={[
                [columns[0], one.id],
                [columns[1], one.state && t(`desk.state.${one.state}`)],
                [columns[2], one.code],
                [columns[3], <Age key="age" since={one.acceptedAt} />],
              ]}
            />
          ))}
        </Table>
      )}
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  )
}
