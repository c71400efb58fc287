import { useEffect, useState } from 'react'

/** A value once it has stayed the same for `forMs`, so that not each keystroke asks the service. */
export function useSettled<T>(value: T, forMs: number): T {
  const [settledValue, setSettledValue] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettledValue(value), forMs)
    return () => clearTimeout(timer)
  }, [value, forMs])
  return settledValue
}
