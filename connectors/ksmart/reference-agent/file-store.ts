// The file store of the reference K-SMART: documents on disk, found by their ids and by the tags of who brought them.

import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTurn, keepDocument, openJournal } from '../../reference/journal'

export interface StoredFile {
  fileStoreId: string
  tag: string
  fileName: string
  mimeType: string
  sha256: string
}

export interface FileStore {
  find(fileStoreId: string): StoredFile | undefined
  tagged(tag: string): Promise<StoredFile[]>
  keep(file: Pick<StoredFile, 'tag' | 'fileName' | 'mimeType'>, content: Buffer): Promise<StoredFile>
  content(file: StoredFile): Promise<Buffer>
  close(): Promise<void>
}

/** Opens the store in the folder of its instance. Contents lie under their hashes, whatever their files are called. */
export async function openFileStore(folder: string): Promise<FileStore> {
  const journal = await openJournal<StoredFile>(join(folder, 'store.jsonl'))
  const contents = join(folder, 'store')
  const files = new Map(journal.past.map((file) => [file.fileStoreId, file]))
  const turn = inTurn()
  const isThere = ({ sha256 }: StoredFile) =>
    access(join(contents, sha256)).then(
      () => true,
      () => false,
    )
  return {
    find: (fileStoreId) => files.get(fileStoreId),
    async tagged(tag) {
      const found: StoredFile[] = []
      for (const file of files.values()) if (file.tag === tag && (await isThere(file))) found.push(file)
      return found
    },
    keep: (file, content) =>
      turn(async () => {
        const sha256 = await keepDocument(contents, content)
        const kept = { ...file, sha256, fileStoreId: `FS-${files.size + 1}` }
        await journal.append(kept)
        files.set(kept.fileStoreId, kept)
        return kept
      }),
    content: ({ sha256 }) => readFile(join(contents, sha256)),
    close: () => turn(() => journal.close()),
  }
}
