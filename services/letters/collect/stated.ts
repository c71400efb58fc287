// A collected letter as the system states it: told apart from another one, and in the form that the API takes.

import type { CollectedLetter } from '../../../connectors/collect'
import type { NamedRecipient } from '../dispatch/new-letter'

/** For documents whose hash is not known before they are read; no content has it. */
const NO_HASH = '0'.repeat(64)

/** The letter without the ways to its documents. */
function contentOf({ key, version: _version, documents, ...letter }: CollectedLetter): unknown {
  return {
    key,
    ...letter,
    documents: documents.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size })),
  }
}

/** What tells the letter from another one under its key, as a text; not its version, which may grow without a change. */
export function sameness(letter: CollectedLetter): string {
  return JSON.stringify(contentOf(letter))
}

/** What tells a letter that was changed from the one that was refused. */
export function change(letter: CollectedLetter): string {
  return JSON.stringify([letter.version ?? '', contentOf(letter)])
}

/** The letter in the form of a request of the API, with the hashes of its documents as far as they are known. */
export function requestOf(
  { sender: _sender, key: _key, version: _version, documents, recipients, ...letter }: CollectedLetter,
  seat: string,
  hashes: readonly (string | undefined)[] = [],
): unknown {
  return {
    ...letter,
    sender: { seat },
    recipients: recipients.map(named),
    documents: documents.map(({ name, sha256 }, index) => ({
      name,
      sha256: hashes[index] ?? sha256?.toLowerCase() ?? NO_HASH,
    })),
  }
}

function named({ office, seat, group, purpose }: NamedRecipient): NamedRecipient {
  return {
    ...(office === undefined ? {} : { office }),
    ...(seat === undefined ? {} : { seat }),
    ...(group === undefined ? {} : { group }),
    purpose,
  }
}
