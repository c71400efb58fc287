import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { DeskLetterDetail } from '../../../contract/operations'
import type { Act } from './acts'
import { useDeskLetter } from './queries'

interface Props {
  id: string
  act: (act: Act) => void
  close: () => void
}

/** One letter with every try and the exact codes; subject and names only while the glass is broken. */
export function LetterDetail({ id, act, close }: Props) {
  const { t } = useTranslation()
  const letter = useDeskLetter(id)
  const data = letter.data
  const heading = useRef<HTMLHeadingElement>(null)
  // The focus goes where it opened, and back to its row.
  useEffect(() => {
    heading.current?.focus()
    return () => document.getElementById(`desk-show-${id}`)?.focus()
  }, [id])
  return (
    <section className="card desk-section" aria-labelledby="desk-letter">
      <h2 id="desk-letter" ref={heading} tabIndex={-1}>
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
      {data && <LetterFacts letter={data} />}
      {data && <Tries history={data.history} />}
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

function LetterFacts({ letter }: { letter: DeskLetterDetail }) {
  const { t } = useTranslation()
  const { sender, recipient, nextAttemptAt, expiresAt, temporal } = letter
  return (
    <Facts
      facts={[
        [t('desk.state-now'), t(`state.${letter.tapalState}`)],
        [t('desk.sent-from'), sender.seat],
        [t('desk.to'), recipient.seat || recipient.office],
        [t('desk.filter-endpoint'), `${letter.endpoint} · ${t(`mechanism.${letter.mechanism}`)}`],
        [t('desk.urgency'), t(`urgency.${letter.urgency}`)],
        [t('desk.tries-made'), letter.attempts],
        [t('desk.next-try'), nextAttemptAt && <At key="next" at={nextAttemptAt} />],
        [t('desk.expires'), expiresAt && <At key="expires" at={expiresAt} />],
        [
          t('desk.trace'),
          <Link key="trace" to={`/dispatches/${encodeURIComponent(letter.dispatchId)}`}>
            {letter.dispatchId}
          </Link>,
        ],
        [
          'Temporal',
          temporal && (
            <a key="run" href={temporal} target="_blank" rel="noreferrer">
              {t('desk.run')}
            </a>
          ),
        ],
      ]}
    />
  )
}

function Tries({ history }: Pick<DeskLetterDetail, 'history'>) {
  const { t } = useTranslation()
  return (
    <Table caption={t('desk.tries')} columns={[t('desk.when'), t('desk.what'), t('desk.code')]}>
      {history.map(({ sequence, kind, at, cause, attempt, code, answer, dueAt }) => (
        <Row
          key={sequence}
          cells={[
            [t('desk.when'), <At key="at" at={at} as="exact" />],
            [
              t('desk.what'),
              <>
                {t(`cause.${cause}`)}
                {attempt !== undefined && <span className="under">{t('desk.try-of', { n: attempt })}</span>}
                {dueAt && kind !== 'state' && (
                  <span className="under">
                    {t('desk.next-try')}: <At at={dueAt} as="exact" />
                  </span>
                )}
              </>,
            ],
            [
              t('desk.code'),
              <>
                {code ?? ''}
                {answer && <span className="under">{answer}</span>}
              </>,
            ],
          ]}
        />
      ))}
    </Table>
  )
}
