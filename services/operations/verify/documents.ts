// Every document has the bytes that its hash names, and every document of a letter is there.

import type { Check, Finding } from './check'

export const documents: Check<'document'> = {
  name: 'documents',
  of: 'document',
  begin:
    ({ store }) =>
    async (page) => {
      const wrong: Finding[] = []
      // One at a time: each is read as a whole.
      for (const id of page)
        if (!(await store.has(id))) wrong.push({ id, what: 'is not in the store' })
        else if (!(await store.verify(id))) wrong.push({ id, what: 'is not what its hash says' })
      return wrong
    },
}

export const documentsOfLetters: Check<'dispatch'> = {
  name: 'documents-of-letters',
  of: 'dispatch',
  begin:
    ({ repositories }) =>
    async (page) => {
      const hashes = [...new Set(page.flatMap((dispatch) => dispatch.documents))]
      const documentsByHash = await repositories.documents.byHashes(hashes)
      return page.flatMap(({ id, documents: named }) =>
        named
          .filter((hash) => !documentsByHash.has(hash))
          .map((hash) => ({ id, what: `names the document ${hash}, which is not there` })),
      )
    },
}
