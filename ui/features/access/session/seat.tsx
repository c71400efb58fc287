// The seat one acts for: from the address, else this tab's, else the last one used, else the first held.

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { HeldSeat, Session } from '../../../contract/access'
import { lasting, passing } from '../../../lib/storage'
import { useHasRole } from './session'

interface SeatChoice {
  seat: HeldSeat | null
  seats: HeldSeat[]
  choose: (id: string) => void
}

const Context = createContext<SeatChoice>({ seat: null, seats: [], choose: () => {} })

export function SeatProvider({ session, children }: { session: Session; children: ReactNode }) {
  const [parameters] = useSearchParams()
  const [chosenId, setChosen] = useState(() => passing.read('seat') ?? lasting.read('seat'))
  const seatId = parameters.get('seat') ?? chosenId
  const seat = session.seats.find(({ id }) => id === seatId) ?? session.seats[0] ?? null
  const choose = useCallback((id: string) => {
    passing.write('seat', id)
    lasting.write('seat', id)
    setChosen(id)
  }, [])
  const value = useMemo(() => ({ seat, seats: session.seats, choose }), [seat, session.seats, choose])
  return <Context value={value}>{children}</Context>
}

/** Whether one may see the trace of a letter: its sender's office may, and those who run the service. */
export function useSeesTrace(senderOffice: string): boolean {
  const { seats } = useSeat()
  const runs = useHasRole('operator', 'admin')
  return runs || seats.some(({ office }) => office.code === senderOffice)
}

/** The seat one acts for, all seats held, and how to change over. */
export function useSeat(): SeatChoice {
  return useContext(Context)
}

/** Whether the seat is vacant and its duty falls to whoever is signed in. */
export function standsIn({ reason }: HeldSeat): boolean {
  return reason.code.startsWith('vacant')
}
