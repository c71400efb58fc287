// Other ways to recipients than their names: the tree of offices, the groups, and a pasted list of codes.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../components/icon'
import type { OfficeRow } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useGroups } from '../../directory/group/queries'
import { Tree } from '../../directory/office/tree'
import { CodesField } from './codes-field'
import { type DraftRecipient, newRecipient } from './draft'
import { recipientOfGroup } from './recipient-search'

interface Props {
  recipients: readonly DraftRecipient[]
  add: (recipients: DraftRecipient[]) => void
  /** Takes an office out again. */
  remove: (office: string) => void
}

const SOURCES = ['tree', 'groups', 'codes'] as const
type Source = (typeof SOURCES)[number]

export function RecipientSources({ recipients, add, remove }: Props) {
  const { t } = useTranslation()
  const [source, setSource] = useState<Source | null>(null)
  return (
    <div className="sources">
      <div className="button-row">
        {SOURCES.map((each) => (
          <button
            key={each}
            type="button"
            className="button button-small"
            aria-expanded={source === each}
            aria-controls="source"
            onClick={() => setSource(source === each ? null : each)}
          >
            {t(`picker.${each}`)}
          </button>
        ))}
      </div>
      <div id="source" className={source ? 'source' : undefined}>
        {source === 'tree' && <FromTree recipients={recipients} add={add} remove={remove} />}
        {source === 'groups' && <FromGroups recipients={recipients} add={add} />}
        {source === 'codes' && <CodesField add={add} />}
      </div>
    </div>
  )
}

function FromTree({ recipients, add, remove }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const chosenCodes = new Set(recipients.filter(({ kind }) => kind === 'office').map(({ id }) => id))
  const toggle = (code: string) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(code)) next.add(code)
      return next
    })
  const recipientOf = ({ code, name, nameMl, district }: OfficeRow) =>
    newRecipient({ kind: 'office', id: code, name, nameMl, under: district })
  return (
    <Tree
      open={open}
      toggle={toggle}
      show={(office) => (
        <button
          type="button"
          className="tree-add"
          data-tree-link
          aria-pressed={chosenCodes.has(office.code)}
          onClick={() => (chosenCodes.has(office.code) ? remove(office.code) : add([recipientOf(office)]))}
        >
          {nameOf(office)}
          <span className="unseen">
            {' '}
            {chosenCodes.has(office.code) ? t('picker.in-list') : t('picker.add')}
          </span>
        </button>
      )}
    />
  )
}

function FromGroups({ recipients, add }: Omit<Props, 'remove'>) {
  const { t } = useTranslation()
  const groups = useGroups()
  const items = groups.data?.pages.flatMap((page) => page.items) ?? []
  const chosenIds = new Set(recipients.filter(({ kind }) => kind === 'group').map(({ id }) => id))
  if (groups.isSuccess && items.length === 0) return <p className="soft">{t('groups.none')}</p>
  return (
    <ul className="source-groups">
      {items.map((group) => (
        <li key={group.id}>
          <span>
            {nameOf(group)}
            <span className="under">{group.id}</span>
          </span>
          <button
            type="button"
            className="button button-small"
            disabled={chosenIds.has(group.id)}
            aria-label={t('picker.add-this', { name: nameOf(group) })}
            onClick={() => void recipientOfGroup(group).then((one) => add([one]))}
          >
            {chosenIds.has(group.id) ? t('picker.in-list') : t('picker.add')}
            <Icon name="next" />
          </button>
        </li>
      ))}
    </ul>
  )
}
