// What presses, on the own telephone: what is chosen, and the sheet to choose.

import { useTranslation } from 'react-i18next'
import { Facts } from '../../../components/facts'
import { SheetButton } from '../../../components/sheet-button'
import { At } from '../../../components/time'
import type { Employee } from '../../../contract/directory'
import { ChannelsDialog } from './channels-dialog'

interface Props {
  employee: Employee
  channels: NonNullable<Employee['channels']>
  done: (words: string) => void
}

/** For the employee alone. */
export function Channels({ employee, channels, done }: Props) {
  const { t } = useTranslation()
  const { sms, whatsappSince } = channels
  return (
    <section className="card" aria-labelledby="employee-channels">
      <h2 id="employee-channels">{t('channels.heading')}</h2>
      <Facts
        facts={[
          [t('channels.name.sms'), t(sms ? 'channels.wanted' : 'channels.unwanted')],
          [
            t('channels.name.whatsapp'),
            whatsappSince === null ? (
              t('channels.unwanted')
            ) : (
              <>
                {t('channels.agreed')} <At at={whatsappSince} />
              </>
            ),
          ],
        ]}
      />
      <p className="soft">{t('channels.always')}</p>
      <SheetButton of={employee} words={t('channels.title')} done={done}>
        {(asRead, acts) => (
          <ChannelsDialog employee={asRead} channels={asRead.channels ?? channels} {...acts} />
        )}
      </SheetButton>
    </section>
  )
}
