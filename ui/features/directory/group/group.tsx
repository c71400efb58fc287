// One group: what it is, and whom a letter to it would reach as of a day.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { AsOf, useAsOf } from '../../../components/as-of'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { PageTitle } from '../../../components/page-title'
import { Day } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { Group } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { definitionNow } from './definition'
import { GroupForm } from './group-form'
import { Members } from './members'
import { useGroup } from './queries'
import { useKeepsGroups } from './rights'
import { RuleWords } from './rule-words'
import './groups.css'

export function GroupPage() {
  const { t } = useTranslation()
  const id = useParams()['id'] ?? ''
  const group = useGroup(id)
  return (
    <>
      <p className="back no-print">
        <Link to="/groups">
          <Icon name="back" />
          {t('groups.back')}
        </Link>
      </p>
      {!group.data && <PageTitle>{t('groups.one')}</PageTitle>}
      {group.isPending && <Waiting lines={4} />}
      {group.isError && <Fault error={group.error} retry={() => void group.refetch()} />}
      {group.data && <One group={group.data} />}
    </>
  )
}

function One({ group }: { group: Group }) {
  const { t } = useTranslation()
  const { at } = useAsOf()
  const keeps = useKeepsGroups()
  const [editing, setEditing] = useState(false)
  const definition = definitionNow(group, at || undefined)
  return (
    <>
      <PageTitle>{nameOf(group)}</PageTitle>
      <p className="under-title">{group.id}</p>
      <AsOf />
      {editing ? (
        <GroupForm group={group} close={() => setEditing(false)} saved={() => setEditing(false)} />
      ) : (
        <section className="card group-card" aria-labelledby="group-definition">
          <h2 id="group-definition">{t('groups.definition')}</h2>
          {definition ? <RuleWords rule={definition.rule} /> : <p>{t('groups.not-yet')}</p>}
          <Facts
            facts={[
              [t('groups.reach'), definition && t(`groups.reaches.${definition.reach}`)],
              [t('groups.since'), definition && <Day at={definition.from} />],
              [t('groups.keeper'), group.office],
              [t('groups.until'), group.until && <Day at={group.until} />],
            ]}
          />
          {keeps && (
            <button type="button" className="button no-print" onClick={() => setEditing(true)}>
              {t('groups.edit')}
            </button>
          )}
        </section>
      )}
      <Members group={group.id} at={at} />
    </>
  )
}
