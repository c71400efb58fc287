// Serves the built portal: its files, compressed for a thin line, and its one page for every address of its own.

import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Middleware } from 'koa'
import { FONT_ADDRESS } from '../pages/style'
import { bestEncoding } from './compression'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

const MALAYALAM_FONT = /malayalam-malayalam-400-normal[^/]*\.woff2$/

/** Types that compressing makes smaller. */
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt'])

/** Beside a file, what the build made of it by brotli. */
const BROTLI = '.br'

interface File {
  path: string
  /** Its content compressed, best first: by brotli as the build made it, by gzip made once at the start. */
  compressed: Map<'br' | 'gzip', Buffer>
  size: number
  type: string
  /** Its name holds a hash of its content. */
  hashed: boolean
}

/** `apiPaths` are the first parts of addresses that are not the portal's. Without a folder it passes everything on. */
export function portal(folder: string | null, apiPaths: ReadonlySet<string>): Middleware {
  // Only what was there at the start is served, so no path of a request ever reaches the file system.
  const files = folder === null ? new Map<string, File>() : filesOf(folder)
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    const own = !apiPaths.has(ctx.path.split('/')[1] ?? '')
    const asksForPage = ctx.path === '/' || ctx.get('accept').includes('text/html')
    const page = own && asksForPage ? files.get('/index.html') : undefined
    const file = (own ? files.get(ctx.path) : undefined) ?? page
    if (!file) return next()
    ctx.status = 200
    ctx.set('content-type', file.type)
    ctx.set('cache-control', file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (file.compressed.size > 0) {
      ctx.vary('accept-encoding')
      const encoding = bestEncoding(ctx, [...file.compressed.keys()])
      const bytes = encoding && file.compressed.get(encoding)
      if (bytes) {
        ctx.set('content-encoding', encoding)
        ctx.set('content-length', String(bytes.byteLength))
        ctx.body = bytes
        return
      }
    }
    ctx.set('content-length', String(file.size))
    ctx.body = createReadStream(file.path)
  }
}

function filesOf(folder: string): Map<string, File> {
  const files = new Map<string, File>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(BROTLI)) continue
    const path = join(entry.parentPath, entry.name)
    const address = `/${relative(folder, path).split(sep).join('/')}`
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    files.set(address, {
      path,
      compressed: compressedOf(path),
      size: statSync(path).size,
      type,
      hashed: address.startsWith('/assets/'),
    })
  }
  const font = [...files].find(([address]) => MALAYALAM_FONT.test(address))?.[1]
  // The pages that the API draws itself know no names with hashes.
  if (font) files.set(FONT_ADDRESS, { ...font, hashed: false })
  return files
}

function compressedOf(path: string): File['compressed'] {
  const bytesByEncoding: File['compressed'] = new Map()
  if (!COMPRESSED.has(extname(path))) return bytesByEncoding
  if (existsSync(path + BROTLI)) bytesByEncoding.set('br', readFileSync(path + BROTLI))
  return bytesByEncoding.set('gzip', gzipSync(readFileSync(path), { level: 9 }))
}
