import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Combobox } from '../../../components/combobox'
import { HitName } from '../../../components/hit-name'
import { hitsOf, useSearch } from '../../../lib/search'

/** Finds an office or a seat by a part of its name, in either language, and goes there. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const search = useSearch(words)
  const items = hitsOf(search, words)
  const count = items?.length ? t('directory.found', { count: items.length }) : t('directory.found-none')
  return (
    <Combobox
      id="directory-search"
      label={t('directory.search')}
      hint={t('directory.search-hint')}
      words={words}
      setWords={setWords}
      items={items}
      count={search.isFetching ? '' : count}
      keyOf={({ type, id }) => `${type} ${id}`}
      show={(each) => <HitName hit={each} />}
      choose={({ type, id }) => {
        setWords('')
        void navigate(`/${type === 'seat' ? 'seats' : 'directory'}/${encodeURIComponent(id)}`)
      }}
    />
  )
}
