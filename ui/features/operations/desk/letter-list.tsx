import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DESK_ACTS, DESK_STATES } from '../../../../domain/operations/desk/desk'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { SelectField } from '../../../components/select-field'
import { Row, Table } from '../../../components/table'
import { TextField } from '../../../components/text-field'
import { Age } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import { type Act, useDeskLetters } from './queries'

const STATES = ['', ...DESK_STATES] as const

/** The letters of the desk, by state, system, cause and office; those that are ticked can be acted on. */
export function LetterList({ act, show }: { act: (act: Act) => void; show: (id: string) => void }) {
  const { t } = useTranslation()
  const [state, setState] = useState<(typeof STATES)[number]>('')
  const [endpoint, setEndpoint] = useState('')
  const [code, setCode] = useState('')
  const [office, setOffice] = useState('')
  const [chosenIds, setChosenIds] = useState<readonly string[]>([])
  const letterPages = useDeskLetters({
    state,
    endpoint: endpoint.trim(),
    code: code.trim(),
    office: office.trim(),
  })
  const letters = letterPages.data?.pages.flatMap(({ items }) => items) ?? []
  const tickedIds = letters.filter(({ id }) => chosenIds.includes(id)).map(({ id }) => id)
  const tick = (id: string, on: boolean) =>
    setChosenIds(on ? [...chosenIds, id] : chosenIds.filter((one) => one !== id))
  return (
    <section className="desk-section" aria-labelledby="desk-letters">
      <h2 id="desk-letters">{t('desk.letters')}</h2>
      <div className="desk-filters">
        <SelectField
          id="desk-state"
          label={t('desk.filter-state')}
          values={STATES}
          words={(value) => (value === '' ? t('desk.all') : t(`desk.state.${value}`))}
          value={state}
          set={setState}
        />
        <TextField
          id="desk-endpoint"
          label={t('desk.filter-endpoint')}
          optional
          value={endpoint}
          set={setEndpoint}
        />
        <TextField id="desk-code" label={t('desk.code')} optional value={code} set={setCode} />
        <TextField id="desk-office" label={t('desk.filter-office')} optional value={office} set={setOffice} />
      </div>
      {letterPages.isPending && <Waiting lines={4} />}
      {letterPages.isError && <Fault error={letterPages.error} retry={() => void letterPages.refetch()} />}
      {letterPages.isSuccess && letters.length === 0 && <Empty icon="inbox" text={t('desk.none')} />}
      {letters.length > 0 && (
        <>
          <Table
            caption={t('desk.letters')}
            columns={[t('desk.letter'), t('desk.filter-state'), t('desk.code'), t('desk.to'), t('desk.age')]}
          >
            {letters.map((one) => (
              <Row
                key={one.id}
                cells={[
                  [
                    t('desk.letter'),
                    <>
                      <input
                        type="checkbox"
                        aria-label={`${t('desk.choose')} ${one.id}`}
                        checked={chosenIds.includes(one.id)}
                        onChange={(event) => tick(one.id, event.target.checked)}
                      />{' '}
                      <button type="button" className="button" onClick={() => show(one.id)}>
                        {one.id}
                      </button>
                    </>,
                  ],
                  [t('desk.filter-state'), one.state && t(`desk.state.${one.state}`)],
                  [t('desk.code'), one.code],
                  [t('desk.to'), `${one.recipient.seat || one.recipient.office} · ${one.endpoint}`],
                  [t('desk.age'), <Age since={one.acceptedAt} />],
                ]}
              />
            ))}
          </Table>
          {letterPages.hasNextPage && (
            <button type="button" className="button" onClick={() => void letterPages.fetchNextPage()}>
              {t('more')}
            </button>
          )}
          <p className="desk-acts">
            {DESK_ACTS.map((name) => (
              <button
                key={name}
                type="button"
                className="button"
                disabled={tickedIds.length === 0}
                onClick={() => act({ on: 'letters', act: name, letters: tickedIds })}
              >
                {t(`desk.act.${name}`)} ({tickedIds.length})
              </button>
            ))}
          </p>
        </>
      )}
    </section>
  )
}
