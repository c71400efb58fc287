// The offices of the State from the top down; what lies below an office is fetched when it is opened.

import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { Waiting } from '../../../components/waiting'
import type { OfficeRow } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useBelow } from './queries'
import { moveInTree } from './tree-keys'
import './tree.css'

interface Props {
  /** Codes of the offices that are open. */
  open: ReadonlySet<string>
  toggle: (code: string) => void
  /** The name of an office as a link or button, marked data-tree-link. */
  show: (office: OfficeRow) => ReactNode
}

export function Tree(props: Props) {
  const { t } = useTranslation()
  return (
    <nav
      className="tree"
      aria-label={t('directory.tree')}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
        if (moveInTree(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      <Branch {...props} parent="" />
    </nav>
  )
}

function Branch({ parent, ...props }: Props & { parent: string }) {
  const { t } = useTranslation()
  const below = useBelow(parent)
  const { open, toggle, show } = props
  if (below.isPending) return <Waiting lines={2} />
  if (below.isError) return <Fault error={below.error} retry={() => void below.refetch()} />
  const offices = below.data.pages.flatMap((page) => page.items)
  if (offices.length === 0) return <p className="soft">{t('directory.tree-empty')}</p>
  return (
    <>
      <ul>
        {offices.map((office) => (
          <li key={office.code}>
            <span className="tree-row">
              {office.children > 0 ? (
                <button
                  type="button"
                  className="tree-toggle"
                  aria-expanded={open.has(office.code)}
                  aria-label={t('directory.below', { office: nameOf(office), count: office.children })}
                  onClick={() => toggle(office.code)}
                >
                  <Icon name="next" />
                </button>
              ) : (
                <span className="tree-leaf" />
              )}
              {show(office)}
              {office.children > 0 && (
                <span className="count" aria-hidden="true">
                  {office.children}
                </span>
              )}
            </span>
            {open.has(office.code) && <Branch {...props} parent={office.code} />}
          </li>
        ))}
      </ul>
      {below.hasNextPage && (
        <button type="button" className="button button-small" onClick={() => void below.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  )
}
