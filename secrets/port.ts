// The port `secrets`: how passwords, tokens and keys are made, hashed, sealed, signed and checked.

import type { MailSent } from '../domain/letters/bounce/address'

/** What is kept of an API key: its hash, never the key. */
export interface KeptKey {
  id: string
  hash: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** It opens the sandbox alone. */
  test?: true
}

export interface Secrets {
  /** The hash to keep of a password or a one-time code; slow on purpose. */
  hashPassword(password: string): Promise<string>
  /** Whether the password fits; without a hash it takes as long and returns false, so that logins cannot be guessed. */
  passwordFits(passwordHash: string | undefined, password: string): Promise<boolean>

  /** A one-time code for the first sign-in, as two groups of five signs. */
  newSignInCode(): string

  /** A token of that many random bytes, as base64url. */
  newToken(bytes: number): string
  /** The signing secret of an endpoint, in the form of Standard Webhooks. */
  newWebhookSecret(): string
  /** SHA-256 in hex: under it a token is kept; the same text always has the same digest. */
  digest(text: string): string

  /** Whether the texts are the same; takes as long for a text that differs at its end. */
  same(one: string, other: string): boolean

  /** Closes a text for the database. The same text gives another sealed text each time; an empty one stays empty. */
  seal(text: string): string
  /** Opens a sealed text. Throws an Error where it was altered, or sealed by another installation. */
  unseal(sealed: string): string

  /** The token of a link to a tapal: its id, the number of the link (0 for its first), and a proof that we wrote both. */
  mailLinkToken(tapalId: string, number?: number): string
  /** What a token says, or null where KCS did not make it. */
  readMailLink(token: string): { tapal: string; number: number } | null

  /** The token of the address to which a mail comes back: which mail it was, and a proof that we wrote so. */
  bounceToken(sent: MailSent): string
  /** What such a token says, in whatever case it came, or null where KCS did not make it. */
  readBounceToken(token: string): MailSent | null

  /** A new API key and what is kept of it. `id` makes a repeated request meet the key it made first. */
  newApiKey(
    now: Date,
    options?: { id?: string | undefined; days?: number | undefined; test?: boolean | undefined },
  ): { apiKey: string; row: KeptKey }
  /** The parts of an API key, or null for what has not the form of one. */
  readApiKey(apiKey: string): { id: string; secret: string } | null
  /** Whether the secret fits the kept key and the key is valid now; takes as long without one. */
  keyHolds(row: KeptKey | undefined, secret: string, now: Date): boolean

  /** The public key by which signatures of the audit log are checked, as base64url. */
  readonly auditKey: string
  /** The signature (Ed25519) of a text of the audit log, as base64url. */
  signAudit(text: string): string
  /** Whether the text was signed with the private half of the public key; false for what is no key. */
  auditSignatureFits(key: string, text: string, signature: string): boolean
}
