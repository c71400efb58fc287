import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LEDGER_STANDINGS } from '../../../../domain/letters/ledger/standing'
import { Row, Table } from '../../../components/table'
import type { Standings } from '../../../contract/letters'

interface Share {
  /** As a filter names it. */
  of: string
  name: string
  recipients: number
  standings: Standings
}

interface Props {
  caption: string
  shares: readonly Share[]
  /** Of the letter as a whole: a standing that nobody has needs no column. */
  standings: Standings
  /** The address of the list of these recipients. */
  linkTo: (of: string, standing?: string) => string
}

/** Recipients by district or department: one row each, and how many of it stand how. */
export function ShareTable({ caption, shares, standings, linkTo }: Props) {
  const { t } = useTranslation()
  const shown = LEDGER_STANDINGS.filter((standing) => standings[standing] > 0)
  return (
    <Table
      caption={caption}
      className="shares"
      columns={[caption, t('facts.recipients'), ...shown.map((standing) => t(`ledger.standing.${standing}`))]}
    >
      {shares.map(({ of, name, recipients, standings: own }) => (
        <Row
          key={of}
          cells={[
            [
              caption,
              <Link key="share" to={linkTo(of)}>
                {name}
              </Link>,
            ],
            [t('facts.recipients'), String(recipients)],
            ...shown.map((standing) => {
              const label = t(`ledger.standing.${standing}`)
              const count = own[standing]
              const words = `${name}, ${label}: ${count}`
              const content = count > 0 && (
                <Link to={linkTo(of, standing)} aria-label={words}>
                  {count}
                </Link>
              )
              return [label, content] as const
            }),
          ]}
        />
      ))}
    </Table>
  )
}
