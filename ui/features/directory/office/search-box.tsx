import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Combobox } from '../../../components/combobox'
import { FoundName } from '../../../components/found-name'
import { foundOf, useFound } from '../../../lib/search'

/** Finds an office or a seat by a part of its name, in either language, and goes there. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const found = useFound(words)
  const items = foundOf(found, words)
  const count = items?.length ? t('directory.found', { count: items.length }) : t('directory.found-none')
  return (
    <Combobox
      id="directory-search"
      label={t('directory.search')}
      hint={t('directory.search-hint')}
      words={words}
      setWords={setWords}
      found={items}
      count={found.isFetching ? '' : count}
      keyOf={({ type, id }) => `${type} ${id}`}
      show={(each) => <FoundName found={each} />}
      choose={({ type, id }) => {
        setWords('')
        void navigate(`/${type === 'seat' ? 'seats' : 'directory'}/${encodeURIComponent(id)}`)
      }}
    />
  )
}
