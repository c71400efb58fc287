// The alphabet of an SMS in a Latin script (3GPP TS 23.038, 6.2.1), a septet in each octet, as SMPP carries it.

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const ESCAPE = 0x1b
/** Behind the escape. */
const FURTHER: Readonly<Record<string, number>> = {
  ...{ '\f': 0x0a, '^': 0x14, '{': 0x28, '}': 0x29, '\\': 0x2f },
  ...{ '[': 0x3c, '~': 0x3d, ']': 0x3e, '|': 0x40, '€': 0x65 },
}

const CODES = new Map<string, readonly number[]>([
  ...[...BASIC].flatMap((sign, code) => (code === ESCAPE ? [] : [[sign, [code]] as const])),
  ...Object.entries(FURTHER).map(([sign, code]) => [sign, [ESCAPE, code]] as const),
])

/** The octets of the text; null where the alphabet lacks one of its signs. */
export function gsm7(text: string): Buffer | null {
  const octets: number[] = []
  for (const sign of text) {
    const codes = CODES.get(sign)
    if (codes === undefined) return null
    octets.push(...codes)
  }
  return Buffer.from(octets)
}
