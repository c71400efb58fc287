// Finds a recipient by a part of its name: offices, seats and groups in one list.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Combobox } from '../../../components/combobox'
import { HitName } from '../../../components/hit-name'
import type { Group, SearchHit } from '../../../contract/directory'
import { get } from '../../../lib/http'
import { nameOf } from '../../../lib/names'
import { hitsOf, useSearch } from '../../../lib/search'
import { useGroups } from '../../directory/group/queries'
import { type DraftRecipient, newRecipient } from './draft'

interface Props {
  fault: string | undefined
  add: (recipient: DraftRecipient) => void
}

type Item = SearchHit | { type: 'group'; id: string; group: Group }

/** At most so many groups above the offices. */
const GROUPS = 3

export function RecipientSearch({ fault, add }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const search = useSearch(words)
  const groups = useGroups().data?.pages.flatMap((page) => page.items) ?? []
  const offices = hitsOf(search, words)
  const items: Item[] | null = offices && [...groupsNamed(groups, words), ...offices]
  const count = items?.length ? t('picker.found', { count: items.length }) : t('compose.found-none')
  const choose = (item: Item) => {
    setWords('')
    if (item.type === 'group') void recipientOfGroup(item.group).then(add)
    else add(recipientOf(item))
  }
  return (
    <Combobox
      id="recipients"
      label={t('compose.add')}
      hint={t('compose.add-hint')}
      fault={fault}
      words={words}
      setWords={setWords}
      items={items}
      count={search.isFetching ? '' : count}
      keyOf={({ type, id }) => `${type} ${id}`}
      show={(item) =>
        item.type === 'group' ? (
          <>
            <span>{nameOf(item.group)}</span>
            <span className="under">
              {t('picker.kind-group')} · {item.id}
            </span>
          </>
        ) : (
          <HitName hit={item} />
        )
      }
      choose={choose}
    />
  )
}

function groupsNamed(groups: readonly Group[], words: string): Item[] {
  const parts = words.trim().toLocaleLowerCase().split(/\s+/)
  const fits = ({ id, name, nameMl }: Group) => {
    const text = `${id} ${name} ${nameMl}`.toLocaleLowerCase()
    return parts.every((word) => text.includes(word))
  }
  return groups
    .filter(fits)
    .slice(0, GROUPS)
    .map((group) => ({ type: 'group', id: group.id, group }))
}

function recipientOf({ type, id, name, nameMl, office, district }: SearchHit): DraftRecipient {
  return newRecipient({ kind: type, id, name, nameMl, under: type === 'seat' ? office : district })
}

/** A group as a recipient, with how many it reaches now; without the number where the service cannot say it. */
export async function recipientOfGroup({ id, name, nameMl }: Group): Promise<DraftRecipient> {
  const count = await get<{ count: number }>(`/v1/groups/${encodeURIComponent(id)}/members?limit=1`).then(
    (page) => page.count,
    () => null,
  )
  return newRecipient({ kind: 'group', id, name, nameMl, count })
}
