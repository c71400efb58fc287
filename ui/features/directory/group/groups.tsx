// The groups of recipients: their names and what they are, in words.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Row, Table } from '../../../components/table'
import { Waiting } from '../../../components/waiting'
import { nameOf } from '../../../lib/names'
import { DirectoryTabs } from '../office/directory-tabs'
import { definitionNow } from './definition'
import { GroupForm } from './group-form'
import { useGroups } from './queries'
import { useKeepsGroups } from './rights'
import { RuleWords } from './rule-words'
import './groups.css'

export function Groups() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const groups = useGroups()
  const keeps = useKeepsGroups()
  const [making, setMaking] = useState(false)
  const items = groups.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageTitle>{t('groups.title')}</PageTitle>
      <DirectoryTabs />
      {keeps && !making && (
        <p className="groups-make">
          <button type="button" className="button" onClick={() => setMaking(true)}>
            {t('groups.make')}
          </button>
        </p>
      )}
      {making && (
        <GroupForm
          group={null}
          close={() => setMaking(false)}
          saved={({ id }) => void navigate(`/groups/${encodeURIComponent(id)}`)}
        />
      )}
      {groups.isPending && <Waiting lines={4} />}
      {groups.isError && <Fault error={groups.error} retry={() => void groups.refetch()} />}
      {groups.isSuccess && items.length === 0 && !making && (
        <Empty icon="tree" text={t('groups.none')} hint={t('groups.none-hint')} />
      )}
      {items.length > 0 && (
        <Table caption={t('groups.title')} columns={[t('groups.name'), t('groups.definition')]}>
          {items.map((group) => {
            const definition = definitionNow(group)
            return (
              <Row
                key={group.id}
                cells={[
                  [
                    t('groups.name'),
                    <>
                      <Link className="subject" to={`/groups/${encodeURIComponent(group.id)}`}>
                        {nameOf(group)}
                      </Link>
                      <span className="under">{group.id}</span>
                    </>,
                  ],
                  [t('groups.definition'), definition && <RuleWords rule={definition.rule} />],
                ]}
              />
            )
          })}
        </Table>
      )}
      {groups.hasNextPage && (
        <button type="button" className="button" onClick={() => void groups.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  )
}
