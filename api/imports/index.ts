// The importers by the names of their lists.

import type { ListName } from '../../domain/imports/names'
import type { Importer, ImportTools } from './importer'
import { officeImporter } from './offices'

const importers: Record<ListName, (tools: ImportTools) => Promise<Importer<unknown>>> = {
  offices: officeImporter,
}

/** The importer of a list, for one file; what it has read is given again to it alone. */
export function importerOf(name: ListName, tools: ImportTools): Promise<Importer<unknown>> {
  return importers[name](tools)
}
