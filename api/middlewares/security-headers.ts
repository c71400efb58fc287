// What browsers may do with our responses.

import type { Middleware } from 'koa'
import helmet from 'koa-helmet'

/** Scripts, styles and calls from ourselves only; `blob:` is for letters that the portal shows beside their details. */
export function securityHeaders(https: boolean): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  })
}

/** The policy of a response that needs another one; `frameable` by our own pages. */
export function ownPolicy(directives: string, frameable: boolean): Record<string, string> {
  return {
    'content-security-policy': `${directives}; frame-ancestors ${frameable ? "'self'" : "'none'"}`,
    'x-frame-options': frameable ? 'SAMEORIGIN' : 'DENY',
  }
}
