// The directory: all offices as a tree and by search, and beside them the card of the chosen one.

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { AsOf, useAsOf } from '../../../components/as-of'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import { query } from '../../../lib/http'
import { nameOf } from '../../../lib/names'
import { DirectoryTabs } from './directory-tabs'
import { Card } from './office-card'
import { useCard } from './queries'
import { SearchBox } from './search-box'
import { Tree } from './tree'
import './directory.css'

export function Directory() {
  const { t } = useTranslation()
  const code = useParams()['code'] ?? ''
  const { at, day } = useAsOf()
  const card = useCard(code, at)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const navigate = useNavigate()
  const [success, setSuccess] = useState<{ words: string; office: string } | null>(null)
  const ancestors = card.data?.ancestors
  useEffect(() => {
    if (ancestors) setOpen((now) => new Set([...now, ...ancestors.map((each) => each.code)]))
  }, [ancestors])
  const toggle = (office: string) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(office)) next.add(office)
      return next
    })
  const name = card.data ? nameOf(card.data.office) : ''
  return (
    <>
      <PageTitle title={name ? `${name} · ${t('directory.title')}` : t('directory.title')}>
        {t('directory.title')}
      </PageTitle>
      <DirectoryTabs />
      <div className={code ? 'directory directory-at-office' : 'directory'}>
        <div className="directory-side no-print">
          <SearchBox />
          <Tree
            open={open}
            toggle={toggle}
            show={(office) => (
              <Link
                to={`/directory/${encodeURIComponent(office.code)}${query({ at: day })}`}
                aria-current={office.code === code ? 'page' : undefined}
                data-tree-link
              >
                {nameOf(office)}
              </Link>
            )}
          />
        </div>
        <div className="directory-main">
          {code && (
            <p className="back directory-back no-print">
              <Link to="/directory">
                <Icon name="back" />
                {t('directory.back')}
              </Link>
            </p>
          )}
          {code && <AsOf />}
          {!code && <Empty icon="tree" text={t('directory.choose')} hint={t('directory.choose-hint')} />}
          {code && card.isPending && <Waiting lines={6} />}
          {card.isError && <Fault error={card.error} retry={() => void card.refetch()} />}
          <p role="status" className="done-line">
            {success?.office === code ? success.words : ''}
          </p>
          {card.data && (
            <Card
              card={card.data}
              present={!at}
              done={(words, office = code) => {
                setSuccess({ words, office })
                if (office !== code) void navigate(`/directory/${encodeURIComponent(office)}`)
              }}
            />
          )}
        </div>
      </div>
    </>
  )
}
