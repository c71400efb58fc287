import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import { type Act, useDeskLetter } from './queries'

/** One letter with every try and the exact codes; subject and names only while the glass is broken. */
export function LetterDetail({ id, act, close }: { id: string; act: (act: Act) => void; close: () => void }) {
  const { t } = useTranslation()
  const letter = useDeskLetter(id)
  const data = letter.data
  return (
    <section className="card" aria-labelledby="desk-letter">
      <h2 id="desk-letter">
        {t('desk.letter')} {id}
      </h2>
      {letter.isPending && <Waiting lines={3} />}
      {letter.isError && <Fault error={letter.error} retry={() => void letter.refetch()} />}
      {data?.glass && (
        <p>
          <strong>{data.glass.subject}</strong>
          <span className="under">
            {data.glass.letterNumber} · {data.glass.sender} → {data.glass.recipient} · {t('desk.glass-until')}{' '}
            <At at={data.glass.until} />
          </span>
        </p>
      )}
      {data && (
        <Table caption={t('desk.tries')} columns={[t('desk.when'), t('desk.what'), t('desk.code')]}>
          {data.history.map((entry) => (
            <Row
              key={entry.sequence}
              cells={[
                [t('desk.when'), <At at={entry.at} />],
                [t('desk.what'), t(`cause.${entry.cause}`)],
                [t('desk.code'), entry.code ?? ''],
              ]}
            />
          ))}
        </Table>
      )}
      <p className="desk-acts">
        {data && !data.glass && (
          <button type="button" className="button" onClick={() => act({ on: 'glass', act: 'glass', id })}>
            {t('desk.act.glass')}
          </button>
        )}
        <button type="button" className="button" onClick={close}>
          {t('close')}
        </button>
      </p>
    </section>
  )
}
