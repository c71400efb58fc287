// Whom a letter to a group would reach, counted and listed.

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { Waiting } from '../../../components/waiting'
import { nameOf } from '../../../lib/names'
import { useMembers } from './queries'

export function Members({ group, at }: { group: string; at: string }) {
  const { t } = useTranslation()
  const members = useMembers(group, at)
  const rows = members.data?.pages.flatMap((page) => page.items) ?? []
  const count = members.data?.pages[0]?.count ?? 0
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="list-title">
        {t('groups.members')} {members.isSuccess && <span className="count">{count}</span>}
      </h2>
      {members.isPending && <Waiting lines={4} />}
      {members.isError && <Fault error={members.error} retry={() => void members.refetch()} />}
      {members.isSuccess && count === 0 && <p className="note note-wait">{t('groups.members-none')}</p>}
      {rows.length > 0 && (
        <Table
          caption={t('groups.members')}
          columns={[t('office.office'), t('office.district'), t('office.seat')]}
        >
          {rows.map((row) => (
            <Row
              key={`${row.office} ${row.seat ?? ''}`}
              cells={[
                [
                  t('office.office'),
                  <>
                    <Link className="subject" to={`/directory/${encodeURIComponent(row.office)}`}>
                      {nameOf(row)}
                    </Link>
                    <span className="under">{row.office}</span>
                  </>,
                ],
                [t('office.district'), row.district],
                [t('office.seat'), row.seat ?? t('compose.whole-office')],
              ]}
            />
          ))}
        </Table>
      )}
      {members.hasNextPage && (
        <button type="button" className="button" onClick={() => void members.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  )
}
