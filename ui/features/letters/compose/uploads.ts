// Files on their way to the document store.

import { useCallback, useEffect, useRef, useState } from 'react'
import { MAX_DOCUMENT_BYTES, MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import { asProblem, Problem } from '../../../lib/problem'
import { randomKey } from '../../../lib/random-key'
import { upload } from '../../../lib/upload'
import { type DraftDocument, documentOf } from './draft'

export interface Upload {
  row: string
  file: File
  /** 0 to 1. */
  share: number
  problem: Problem | null
}

/** What is wrong with a file before it is sent; the service looks again, into the content. */
export function fileProblem(file: Pick<File, 'size' | 'type'>): Problem | null {
  if (file.size === 0) return new Problem(422, 'document-empty', '')
  if (file.size > MAX_DOCUMENT_BYTES) return new Problem(413, 'document-too-large', '')
  return (MEDIA_TYPES as readonly string[]).includes(file.type) ? null : new Problem(422, 'document-type', '')
}

/** Uploads files for an office; each that is stored is handed to `stored` and leaves the list. */
export function useUploads(office: string, onStored: (document: DraftDocument) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const abortersById = stops.current
    return () => {
      for (const stop of abortersById.values()) stop.abort()
    }
  }, [])

  const change = useCallback(
    (row: string, part: Partial<Upload>) =>
      setUploads((all) => all.map((each) => (each.row === row ? { ...each, ...part } : each))),
    [],
  )
  const drop = useCallback((row: string) => {
    stops.current.get(row)?.abort()
    stops.current.delete(row)
    setUploads((all) => all.filter((each) => each.row !== row))
  }, [])
  const run = useCallback(
    async ({ row, file }: Pick<Upload, 'row' | 'file'>) => {
      const stop = new AbortController()
      stops.current.set(row, stop)
      try {
        const document = await upload(file, office, (share) => change(row, { share }), stop.signal)
        onStored(documentOf(row, file.name, document))
        drop(row)
      } catch (error) {
        if (!stop.signal.aborted) change(row, { problem: asProblem(error) })
      }
    },
    [office, onStored, change, drop],
  )
  const add = (files: readonly File[]) => {
    const fresh = files.map((file) => ({ row: randomKey(), file, share: 0, problem: fileProblem(file) }))
    setUploads((all) => [...all, ...fresh])
    for (const each of fresh) if (!each.problem) void run(each)
  }
  const again = (each: Upload) => {
    const problem = fileProblem(each.file)
    change(each.row, { share: 0, problem })
    if (!problem) void run(each)
  }
  return { uploads, add, again, drop }
}

export type Uploads = ReturnType<typeof useUploads>
