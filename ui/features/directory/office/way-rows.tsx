// The ways by which letters reach an office, in the order in which they are tried.

import { useTranslation } from 'react-i18next'
import { MAX_WAYS } from '../../../../domain/directory/office/fields'
import { isAgentSystem, SYSTEMS } from '../../../../domain/letters/systems'
import { Icon } from '../../../components/icon'
import type { Way } from '../../../contract/directory'
import { systemName } from '../../../lib/code-words'
import { useEndpoints } from './changes'

interface Props {
  ways: readonly Way[]
  fault?: string | undefined
  set: (ways: Way[]) => void
}

export function WayRows({ ways, fault, set }: Props) {
  const { t } = useTranslation()
  const endpoints = useEndpoints().data ?? []
  const change = (index: number, way: Way) => set(ways.map((each, place) => (place === index ? way : each)))
  const raise = (index: number) =>
    set(ways.toSpliced(index - 1, 2, ...ways.slice(index - 1, index + 1).reverse()))
  return (
    <fieldset className={fault ? 'when way-rows field-wrong' : 'when way-rows'}>
      <legend>{t('profile.ways')}</legend>
      {fault && (
        <p className="field-fault" id="ways-fault">
          {fault}
        </p>
      )}
      <ol>
        {ways.map((way, index) => (
          // The place is what a row is: the same system may stand twice.
          <li key={index}>
            <select
              aria-label={t('office-acts.way', { n: index + 1 })}
              value={way.system}
              onChange={(event) => {
                const system = SYSTEMS.find((each) => each === event.target.value) ?? way.system
                change(index, { system, endpoint: null })
              }}
            >
              {SYSTEMS.map((each) => (
                <option key={each} value={each}>
                  {systemName(each, t)}
                </option>
              ))}
            </select>
            {isAgentSystem(way.system) && (
              <>
                <input
                  aria-label={t('office-acts.endpoint', { n: index + 1 })}
                  aria-invalid={fault ? true : undefined}
                  aria-describedby={fault ? 'ways-fault' : undefined}
                  placeholder={t('office-acts.endpoint-which')}
                  list={`endpoints-${index}`}
                  autoComplete="off"
                  spellCheck={false}
                  value={way.endpoint ?? ''}
                  onChange={(event) => change(index, { ...way, endpoint: event.target.value.trim() || null })}
                />
                <datalist id={`endpoints-${index}`}>
                  {endpoints
                    .filter(({ mechanism }) => mechanism === way.system)
                    .map(({ id }) => (
                      <option key={id} value={id} />
                    ))}
                </datalist>
              </>
            )}
            <span className="way-acts">
              {index > 0 && (
                <button
                  type="button"
                  className="button-plain way-up"
                  aria-label={t('office-acts.way-up', { n: index + 1 })}
                  onClick={() => raise(index)}
                >
                  <Icon name="next" />
                </button>
              )}
              <button
                type="button"
                className="button-plain"
                aria-label={t('office-acts.way-remove', { n: index + 1 })}
                onClick={() => set(ways.filter((_way, place) => place !== index))}
              >
                <Icon name="close" />
              </button>
            </span>
          </li>
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
