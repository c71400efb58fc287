// The name of a document: safe as the name of a file on every system that it may be saved on.

import { textFault } from './text'

export const MAX_FILE_NAME = 120

/** Names that Windows keeps for its devices, whatever follows the full stop. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** What is wrong with a tidied name of a file, or null. */
export function fileNameFault(name: string): string | null {
  const fault = textFault(name, { max: MAX_FILE_NAME })
  if (fault !== null) return fault
  const sign = /[/\\:*?"<>|]/.exec(name)
  if (sign)
    return `must not hold the sign ${sign[0]}, at character ${[...name.slice(0, sign.index)].length + 1}`
  if (name.startsWith('.')) return 'must not begin with a full stop'
  if (name.endsWith('.')) return 'must not end with a full stop'
  return DEVICE.test(name.split('.', 1)[0]!.trim()) ? 'must not be the name of a device of Windows' : null
}
