// The ways by which letters reach an office, in the order in which they are tried.

import { useTranslation } from 'react-i18next'
import { MAX_WAYS } from '../../../../domain/directory/office/fields'
import { isRegisteredSystem, MECHANISMS } from '../../../../domain/letters/systems'
import { Icon } from '../../../components/icon'
import type { Way } from '../../../contract/directory'
import { systemName } from '../../../lib/code-words'
import type { FieldState } from '../../../lib/use-form'
import { useEndpoints } from './changes'

export function WayRows({ id, fault, value: ways, set }: FieldState<Way[]>) {
  const { t } = useTranslation()
  const change = (index: number, way: Way) => set(ways.map((each, place) => (place === index ? way : each)))
  const raise = (index: number) =>
    set(ways.toSpliced(index - 1, 2, ...ways.slice(index - 1, index + 1).reverse()))
  return (
    <fieldset id={id} tabIndex={-1} className={fault ? 'when way-rows field-wrong' : 'when way-rows'}>
      <legend>{t('profile.ways')}</legend>
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <ol>
        {ways.map((way, index) => (
          // The place is what a row is: the same system may stand twice.
          <WayRow
            key={index}
            id={id}
            place={index + 1}
            fault={fault}
            value={way}
            set={(changedWay) => change(index, changedWay)}
            raise={() => raise(index)}
            remove={() => set(ways.filter((_way, place) => place !== index))}
          />
        ))}
      </ol>
      {ways.length < MAX_WAYS && (
        <button
          type="button"
          className="button button-small"
          onClick={() => set([...ways, { system: 'kcs-agent', endpoint: null }])}
        >
          {t('office-acts.way-add')}
        </button>
      )}
    </fieldset>
  )
}

interface RowProps extends FieldState<Way> {
  /** From 1. */
  place: number
  raise: () => void
  remove: () => void
}

function WayRow({ id, place, fault, value: way, set, raise, remove }: RowProps) {
  const { t } = useTranslation()
  return (
    <li>
      <select
        aria-label={t('office-acts.way', { n: place })}
        value={way.system}
        onChange={(event) => {
          const system = MECHANISMS.find((each) => each === event.target.value) ?? way.system
          set({ system, endpoint: null })
        }}
      >
        {MECHANISMS.map((system) => (
          <option key={system} value={system}>
            {systemName(system, t)}
          </option>
        ))}
      </select>
      {isRegisteredSystem(way.system) && (
        <EndpointInput id={id} place={place} fault={fault} value={way} set={set} />
      )}
      <span className="way-acts">
        {place > 1 && (
          <button
            type="button"
            className="button-plain way-up"
            aria-label={t('office-acts.way-up', { n: place })}
            onClick={raise}
          >
            <Icon name="next" />
          </button>
        )}
        <button
          type="button"
          className="button-plain"
          aria-label={t('office-acts.way-remove', { n: place })}
          onClick={remove}
        >
          <Icon name="close" />
        </button>
      </span>
    </li>
  )
}

function EndpointInput({ id, place, fault, value: way, set }: Omit<RowProps, 'raise' | 'remove'>) {
  const { t } = useTranslation()
  const endpoints = useEndpoints().data?.filter(({ mechanism }) => mechanism === way.system) ?? []
  return (
    <>
      <input
        aria-label={t('office-acts.endpoint', { n: place })}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        placeholder={t('office-acts.endpoint-which')}
        list={`endpoints-${place}`}
        autoComplete="off"
        spellCheck={false}
        value={way.endpoint ?? ''}
        onChange={(event) => set({ ...way, endpoint: event.target.value.trim() || null })}
      />
      <datalist id={`endpoints-${place}`}>
        {endpoints.map((endpoint) => (
          <option key={endpoint.id} value={endpoint.id} />
        ))}
      </datalist>
    </>
  )
}
