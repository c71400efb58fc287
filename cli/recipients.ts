// Recipients as they are written on the command line: `OFFICE`, `OFFICE:information`.

import { PURPOSES, type Recipient } from '../domain/letters/dispatch/recipients'
import { usage } from './exit'

/** One recipient; without a purpose it is for action. Throws CliError for a purpose that does not exist. */
export function readRecipient(text: string, kind: 'office' | 'seat' | 'group'): Recipient {
  const [code = '', purposeText = 'action', ...rest] = text.split(':')
  const purpose = PURPOSES.find((one) => one === purposeText)
  if (code === '' || !purpose || rest.length > 0) {
    throw usage(
      `${text} is no recipient.`,
      `Write ${kind.toUpperCase()} or ${kind.toUpperCase()}:information.`,
    )
  }
  return { [kind]: code, purpose }
}
