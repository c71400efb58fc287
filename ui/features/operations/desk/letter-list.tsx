import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DESK_ACTS, MAX_SELECTION } from '../../../../domain/operations/desk/desk'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { Age } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { DeskLetter, SystemHealth } from '../../../contract/operations'
import { useSettled } from '../../../lib/use-settled'
import { filterOf, LetterFilters, NO_CONDITIONS } from './letter-filters'
import { useDeskLetters } from './queries'
import type { Sheet } from './sheet'

interface Props {
  systems: readonly SystemHealth[]
  ask: (sheet: Sheet) => void
  show: (id: string) => void
}

/** The letters of the desk, oldest first. Those that are ticked can be acted on, or all that the conditions find. */
export function LetterList({ systems, ask, show }: Props) {
  const { t } = useTranslation()
  const [conditions, setConditions] = useState(NO_CONDITIONS)
  const settled = useSettled(conditions, 300)
  const filter = useMemo(() => filterOf(settled), [settled])
  const [chosenIds, setChosenIds] = useState<readonly string[]>([])
  const letterPages = useDeskLetters(filter)
  const letters = letterPages.data?.pages.flatMap(({ items }) => items) ?? []
  const tickedIds = letters.flatMap(({ id }) => (chosenIds.includes(id) ? [id] : [])).slice(0, MAX_SELECTION)
  const isFiltered = Object.keys(filter).length > 0 && settled === conditions
  return (
    <section className="desk-section" aria-labelledby="desk-letters">
      <h2 id="desk-letters">{t('desk.letters')}</h2>
      <LetterFilters systems={systems} value={conditions} set={setConditions} />
      {letterPages.isPending && <Waiting lines={4} />}
      {letterPages.isError && <Fault error={letterPages.error} retry={() => void letterPages.refetch()} />}
      {letterPages.isSuccess && letters.length === 0 && <Empty icon="inbox" text={t('desk.none')} />}
      {letters.length > 0 && (
        <>
          <Letters letters={letters} chosen={chosenIds} choose={setChosenIds} show={show} />
          <p className="desk-acts">
            {letterPages.hasNextPage && (
              <button type="button" className="button" onClick={() => void letterPages.fetchNextPage()}>
                {t('more')}
              </button>
            )}
            <button
              type="button"
              className="button"
              onClick={() => setChosenIds(letters.map(({ id }) => id))}
            >
              {t('desk.choose-all')}
            </button>
            {DESK_ACTS.map((act) => (
              <button
                key={act}
                type="button"
                className="button"
                disabled={tickedIds.length === 0}
                onClick={() => ask({ on: 'letters', chosen: { act, letters: tickedIds } })}
              >
                {t(`desk.act.${act}`)} ({tickedIds.length})
              </button>
            ))}
          </p>
          <div className="desk-acts" role="group" aria-labelledby="desk-on-all">
            <span id="desk-on-all">{t('desk.on-all')}</span>
            {DESK_ACTS.map((act) => (
              <button
                key={act}
                type="button"
                className="button button-small"
                disabled={!isFiltered}
                onClick={() => ask({ on: 'letters', chosen: { act, filter } })}
              >
                {t(`desk.act.${act}`)}
              </button>
            ))}
            <span className="under">{t('desk.on-all-hint')}</span>
          </div>
        </>
      )}
    </section>
  )
}

interface LettersProps extends Pick<Props, 'show'> {
  letters: readonly DeskLetter[]
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}

function Letters({ letters, chosen, choose, show }: LettersProps) {
  const { t } = useTranslation()
  return (
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
              <span key="letter" className="desk-choice">
                <input
                  type="checkbox"
                  aria-label={`${t('desk.choose')} ${one.id}`}
                  checked={chosen.includes(one.id)}
                  onChange={(event) =>
                    choose(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                  }
                />
                <button
                  id={`desk-show-${one.id}`}
                  type="button"
                  className="button button-small"
                  onClick={() => show(one.id)}
                >
                  {one.id}
                </button>
              </span>,
            ],
            [t('desk.filter-state'), one.state && t(`desk.state.${one.state}`)],
            [t('desk.code'), one.code],
            [t('desk.to'), `${one.recipient.seat || one.recipient.office} · ${one.endpoint}`],
            [t('desk.age'), <Age key="age" since={one.acceptedAt} />],
          ]}
        />
      ))}
    </Table>
  )
}
