// Sending a file of rows: to see what it would change, and to change it.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportMode, ListName } from '../../../../domain/directory/import/names'
import type { ImportReport } from '../../../contract/directory'
import { postFile, query } from '../../../lib/http'

export interface ImportRequest {
  list: ListName
  file: File | null
  mode: ImportMode
  dryRun: boolean
}

export function useImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ list, file, mode, dryRun }: ImportRequest) =>
      postFile<ImportReport>(
        `/v1/imports/${list}${query({ mode, 'dry-run': dryRun ? 'true' : undefined })}`,
        file ?? new Blob(),
        'text/csv',
      ),
    onSuccess: (_report, { dryRun }) => (dryRun ? undefined : client.invalidateQueries()),
  })
}
