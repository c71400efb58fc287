// How the portal is built, and how it runs beside a live API while one works on it (KCS_API_URL).

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv, type Plugin } from 'vite'

/** Lays beside each file of text what brotli makes of it, so that no process has to make it at its start. */
function brotliBeside(): Plugin {
  let folder = ''
  return {
    name: 'brotli-beside',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|json|svg|txt|webmanifest)$/.test(name) || name.startsWith('.vite')) continue
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(readFileSync(join(folder, name))))
      }
    },
  }
}

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, import.meta.dirname, 'KCS_')['KCS_API_URL'] ?? 'http://127.0.0.1:8080'
  return {
    root: import.meta.dirname,
    plugins: [react(), brotliBeside()],
    // The portal is written in React and runs on Preact, which does the same in 10 kB instead of 67 (ADR 23).
    // Without these lines it runs on React.
    resolve: {
      alias: [
        { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
        { find: /^react-dom$/, replacement: 'preact/compat' },
        { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
        { find: /^react$/, replacement: 'preact/compat' },
      ],
    },
    build: {
      outDir: '../dist/ui',
      emptyOutDir: true,
      // Fonts stay files of their own: the content security policy allows no data: fonts.
      assetsInlineLimit: 0,
    },
    server: { proxy: { '/v1': api, '/docs': api, '/openapi.json': api } },
  }
})
