// Ids and keys that stay the same over every retry.

/** The delivery key of a tapal: what the receiving system sees on every try, whatever happens to us. */
export function deliveryKey(tapalId: string): string {
  return `kcs-${tapalId}`
}

/** Signs of a hash by which the rows that carry a document are found; what is found is compared with the whole hash. */
const DOCUMENT_KEY_LENGTH = 16

/** The keys of documents in the rows of their recipients, each once. */
export function documentKeys(documents: readonly { sha256: string }[]): string[] {
  return [...new Set(documents.map(({ sha256 }) => sha256.slice(0, DOCUMENT_KEY_LENGTH)))]
}

/** The tapal id of a delivery key, or null if it is not one of ours. */
export function tapalIdOf(key: string): string | null {
  return /^kcs-(test-)?[0-9A-HJKMNP-TV-Z]{26}$/.test(key) ? key.slice(4) : null
}
