// How the portal is built, and how it runs beside a live API while one works on it (KCS_API_URL).

import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, import.meta.dirname, 'KCS_')['KCS_API_URL'] ?? 'http://127.0.0.1:8080'
  return {
    root: import.meta.dirname,
    plugins: [react()],
    build: {
      outDir: '../dist/ui',
      emptyOutDir: true,
      // Fonts stay files of their own: the content security policy allows no data: fonts.
      assetsInlineLimit: 0,
    },
    server: { proxy: { '/v1': api, '/docs': api, '/openapi.json': api } },
  }
})
