// The importers by the names of their lists.

import type { ListName } from '../../../domain/directory/import/names'
import { chargeImporter } from './charges'
import { employeeImporter } from './employees'
import { groupImporter } from './groups'
import type { Importer, ImportTools } from './importer'
import { officeImporter } from './offices'
import { postImporter } from './posts'
import { seatImporter } from './seats'

/** For one file each. */
export const IMPORTERS: Record<ListName, (tools: ImportTools) => Importer<unknown>> = {
  offices: officeImporter,
  seats: seatImporter,
  'sanctioned-posts': postImporter,
  employees: employeeImporter,
  charges: chargeImporter,
  groups: groupImporter,
}
