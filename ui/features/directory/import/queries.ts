// Sending a file of rows: to see what it would change, and to change it.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postFile, query } from '../../../lib/http'
import type { ImportReport, Mode, Thing } from '../../../lib/import-contract'

export interface ImportRequest {
  thing: Thing
  file: File
  mode: Mode
  dryRun: boolean
}

export function useImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ thing, file, mode, dryRun }: ImportRequest) =>
      postFile<ImportReport>(
        `/v1/imports/${thing}${query({ mode, 'dry-run': dryRun ? 'true' : undefined })}`,
        file,
        'text/csv',
      ),
    onSuccess: (_report, { dryRun }) => (dryRun ? undefined : client.invalidateQueries()),
  })
}
