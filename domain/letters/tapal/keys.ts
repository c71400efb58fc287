// Ids and keys that stay the same over every retry.

/** The delivery key of a tapal: what the receiving system sees on every try, whatever happens to us. */
export function deliveryKey(tapalId: string): string {
  return `kcs-${tapalId}`
}

/** The tapal id of a delivery key, or null if it is not one of ours. */
export function tapalIdOf(key: string): string | null {
  return /^kcs-[0-9A-HJKMNP-TV-Z]{26}$/.test(key) ? key.slice(4) : null
}
