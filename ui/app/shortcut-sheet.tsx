import { useTranslation } from 'react-i18next'
import { Dialog } from '../components/dialog'
import { switchShortcuts, useShortcutsOn } from '../lib/shortcuts'

const rows = [
  { key: 'j', word: 'j' },
  { key: 'k', word: 'k' },
  { key: 'Enter', word: 'enter' },
  { key: 'a', word: 'a' },
  { key: 'n', word: 'n' },
  { key: '?', word: 'help' },
] as const

/** The sheet of keyboard shortcuts, and the switch that turns them off. */
export function ShortcutSheet({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const on = useShortcutsOn()
  return (
    <Dialog title={t('shortcuts.title')} close={close}>
      <dl className="shortcuts">
        {rows.map(({ key, word }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`shortcuts.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('shortcuts.hint')}</p>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => switchShortcuts(event.target.checked)} />
        {t('shortcuts.on')}
      </label>
    </Dialog>
  )
}
