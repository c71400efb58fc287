// The importers by the names of their lists.

import type { ListName } from '../../../domain/directory/import/names'
import { chargeImporter } from './charges'
import { employeeImporter } from './employees'
import { groupImporter } from './groups'
import type { Importer, ImportTools } from './importer'
import { officeImporter } from './offices'
import { postImporter } from './posts'
import { seatImporter } from './seats'

const importers: Record<ListName, (tools: ImportTools) => Promise<Importer<unknown>>> = {
  offices: officeImporter,
  seats: seatImporter,
  'sanctioned-posts': postImporter,
  employees: employeeImporter,
  charges: chargeImporter,
  groups: groupImporter,
}

/** The importer of a list, for one file; what it has read is given again to it alone. */
export function importerOf(name: ListName, tools: ImportTools): Promise<Importer<unknown>> {
  return importers[name](tools)
}
