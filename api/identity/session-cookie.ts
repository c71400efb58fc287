// The cookie by which the browser carries its session.

/** The name of the cookie. Browsers take `__Host-` cookies over https only; on a loopback address there is none. */
export function cookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-kcs-session' : 'kcs-session'
}

/** The Set-Cookie header that gives the browser its session, or takes it away. */
export function sessionCookie(publicUrl: string, id: string | null): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const life = id === null ? '; Max-Age=0' : ''
  return `${cookieName(publicUrl)}=${id ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure}${life}`
}

/** The id of the session in a Cookie header, or null. */
export function sessionIdOf(publicUrl: string, header: string | undefined): string | null {
  const name = cookieName(publicUrl)
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}
