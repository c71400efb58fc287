// The font files that every paper is drawn with: Manjari, which holds Malayalam and Latin (SIL OFL 1.1).

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The two weights of Manjari; a name here is the name of a file in documents/fonts. */
export type FontName = 'Manjari-Regular' | 'Manjari-Bold'

const bytesByFont = new Map<FontName, Buffer>()

/** The bytes of a font file, read once. The compiler does not copy fonts, so they always come from the source folder. */
export function fontBytes(name: FontName): Buffer {
  const cachedBytes = bytesByFont.get(name)
  if (cachedBytes) return cachedBytes
  const bytes = readFileSync(join(packageRoot(), 'documents', 'fonts', `${name}.otf`))
  bytesByFont.set(name, bytes)
  return bytes
}

/** The folder that holds package.json, whether this file runs from source or from dist. */
function packageRoot(): string {
  let folder = __dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error(`no package.json above ${__dirname}: the fonts cannot be found`)
    folder = above
  }
  return folder
}
