// Registers are gap-free per office and calendar year (IST).

export const REGISTERS = ['inward', 'despatch'] as const
export type Register = (typeof REGISTERS)[number]

/** How a register number is written: `DC1/IN/2026/000042`. */
export function registerNumber(office: string, register: Register, year: number, number: number): string {
  const mark = register === 'inward' ? 'IN' : 'DS'
  return `${office}/${mark}/${year}/${String(number).padStart(6, '0')}`
}
