// What an administrator can do with an office, each in a sheet of its own.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterDialog } from './enter-dialog'
import { MoveDialog } from './move-dialog'
import type { OfficeDialogProps } from './office-dialog'
import { ProfileDialog } from './profile-dialog'
import { SuccessionDialog } from './succession-dialog'
import './office-acts.css'

const dialogs = {
  enter: EnterDialog,
  move: MoveDialog,
  succession: SuccessionDialog,
  profile: ProfileDialog,
} as const
type Act = keyof typeof dialogs

export function OfficeActs({ card, done }: Omit<OfficeDialogProps, 'close'>) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<Act | null>(null)
  const OpenDialog = dialog && dialogs[dialog]
  const ask = (act: Act) => {
    // What was said of the act before would be taken for this one's.
    done('')
    setDialog(act)
  }
  // What was merged or split once has its successors.
  const acts: Act[] = card.office.succession
    ? ['enter', 'move', 'profile']
    : ['enter', 'move', 'succession', 'profile']
  return (
    <div className="button-row office-acts no-print" role="group" aria-label={t('office-acts.title')}>
      {acts.map((act) => (
        <button key={act} type="button" className="button button-small" onClick={() => ask(act)}>
          {t(`office-acts.${act}`)}
        </button>
      ))}
      {OpenDialog && (
        <OpenDialog
          card={card}
          close={() => setDialog(null)}
          done={(words, office) => {
            setDialog(null)
            done(words, office)
          }}
        />
      )}
    </div>
  )
}
