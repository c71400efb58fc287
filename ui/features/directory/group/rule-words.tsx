// The definition of a group as a reader would say it.

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GroupMember, GroupRule, OfficeWhere } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'

/** More members than these are counted, not named. */
const NAMED = 10

export function RuleWords({ rule }: { rule: GroupRule }) {
  const { t } = useTranslation()
  if ('offices' in rule) return <span>{whereWords(rule.offices, t)}</span>
  if ('members' in rule) return <span>{memberWords(rule.members, t)}</span>
  if ('group' in rule)
    return (
      <span>
        {t('groups.rule.group')}{' '}
        <Link className="quiet-link" to={`/groups/${encodeURIComponent(rule.group)}`}>
          {rule.group}
        </Link>
      </span>
    )
  if ('of' in rule)
    return (
      <span>
        <RuleWords rule={rule.of} /> <em>{t('groups.rule.except')}</em> <RuleWords rule={rule.except} />
      </span>
    )
  const [kind, rules] = 'any' in rule ? (['any', rule.any] as const) : (['all', rule.all] as const)
  return (
    <span>
      {t(`groups.rule.${kind}`)}
      <ul className="rule-list">
        {rules.map((each, index) => (
          <li key={index}>
            <RuleWords rule={each} />
          </li>
        ))}
      </ul>
    </span>
  )
}

/** `Offices of the kind grama-panchayat, in Idukki, below LSGD`. */
function whereWords({ kinds, districts, departments, under }: OfficeWhere, t: TFunction): string {
  const or = (list: readonly string[] = []) => list.join(t('groups.rule.or'))
  const parts = [
    kinds?.length
      ? t('groups.rule.kinds', { list: or(kinds.map((kind) => codeWords('office-kind', kind, t))) })
      : '',
    districts?.length ? t('groups.rule.districts', { list: or(districts) }) : '',
    departments?.length ? t('groups.rule.departments', { list: or(departments) }) : '',
    under ? t('groups.rule.under', { office: under }) : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${t('groups.rule.offices')}: ${parts.join('; ')}` : t('groups.rule.every')
}

function memberWords(members: readonly GroupMember[], t: TFunction): string {
  const names = members.map(({ office, seat }) => office ?? seat ?? '')
  const count = t('groups.rule.members', { count: members.length })
  return names.length > NAMED
    ? `${count}: ${names.slice(0, NAMED).join(', ')} …`
    : `${count}: ${names.join(', ')}`
}
