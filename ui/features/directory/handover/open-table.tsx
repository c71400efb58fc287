import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Row, Table } from '../../../components/table'
import { Due } from '../../../components/time'
import type { OpenItem } from '../../../contract/directory'
import { openState } from './state-words'

/** All that is open at a seat, with its due dates. */
export function OpenTable({ items, linked = false }: { items: readonly OpenItem[]; linked?: boolean }) {
  const { t } = useTranslation()
  if (items.length === 0) return <p className="note">{t('handover.nothing-open')}</p>
  return (
    <Table
      caption={t('handover.open')}
      className="table-plain"
      columns={[t('facts.subject'), t('facts.state'), t('facts.due')]}
    >
      {items.map((item) => (
        <Row
          key={`${item.kind} ${item.id}`}
          cells={[
            [
              t('facts.subject'),
              <>
                {linked ? (
                  <Link
                    className="subject"
                    to={`/${item.kind === 'tapal' ? 'tapals' : 'dispatches'}/${encodeURIComponent(item.id)}`}
                  >
                    {item.subject}
                  </Link>
                ) : (
                  item.subject
                )}
                <span className="under">{t(`handover.kind-${item.kind}`)}</span>
              </>,
            ],
            [t('facts.state'), openState(item, t)],
            [t('facts.due'), item.dueAt && <Due at={item.dueAt} />],
          ]}
        />
      ))}
    </Table>
  )
}
