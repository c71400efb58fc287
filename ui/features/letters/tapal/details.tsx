import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../../components/facts'
import { Age, At, Day, Due } from '../../../components/time'
import type { Tapal } from '../../../contract/letters'
import { nameOf, seatName } from '../../../lib/names'
import { routeFacts } from './route-facts'

/** The desk a tapal lies at, and since when. */
export function DeskNow({ desk }: { desk: NonNullable<Tapal['desk']> }) {
  return (
    <>
      {desk.to}
      {desk.file && ` · ${desk.file}`} · <Age since={desk.since} />
    </>
  )
}

/** The code in words, and the office's own; those are kept from operators. */
export function refusalWords({ code, reason }: NonNullable<Tapal['refusal']>, t: TFunction): string {
  return [t(`refuse.codes.${code}`), reason].filter(Boolean).join(': ')
}

/** What is known of a tapal, for the seat it lies with. */
export function Details({ tapal }: { tapal: Tapal }) {
  const { t } = useTranslation()
  const diary = tapal.diary && (
    <>
      {tapal.diary.number} · <Day at={tapal.diary.date} />
    </>
  )
  const received = tapal.receivedAt && (
    <>
      <At at={tapal.receivedAt} /> · <Age since={tapal.receivedAt} />
    </>
  )
  return (
    <Facts
      facts={[
        [t('facts.from'), `${nameOf(tapal.sender)} · ${seatName(tapal.sender)}`, 'wide'],
        [t('facts.to'), `${nameOf(tapal.recipient)} · ${seatName(tapal.recipient)}`, 'wide'],
        [t('facts.letter-number'), tapal.letterNumber],
        [t('facts.letter-date'), <Day key="date" at={tapal.letterDate} />],
        [t('facts.kind'), t(`kind.${tapal.kind}`)],
        [t('facts.purpose'), t(`purpose.${tapal.purpose}`)],
        [t('facts.urgency'), tapal.urgency === 'normal' ? null : t(`urgency.${tapal.urgency}`)],
        [t('facts.despatch-number'), tapal.number],
        [t('facts.received'), received],
        [t('facts.due'), tapal.dueAt && <Due at={tapal.dueAt} />],
        [t('facts.inward-number'), tapal.inwardNumber],
        [t('facts.diary-number'), diary],
        ...routeFacts(tapal, t),
        [t('facts.holder'), tapal.holder],
        [t('facts.desk'), tapal.desk && <DeskNow key="desk" desk={tapal.desk} />],
        [t('facts.escalations'), tapal.escalations > 0 ? String(tapal.escalations) : null],
        [t('facts.refusal'), tapal.refusal && refusalWords(tapal.refusal, t)],
      ]}
    />
  )
}
