// Where clamd listens, as a setting says it.

/** `host:port`, `[::1]:port` or `/path/of/a.socket`; null where the text is none of them. */
export function clamdOf(text: string): { host: string; port: number } | { path: string } | null {
  // A path of more than some 100 bytes is none that a socket can have (sun_path).
  if (/^\/[^\0]{1,100}$/.test(text)) return { path: text }
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:]+)\]|([^\s:/@]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port }
}
