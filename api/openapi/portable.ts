// What other languages could not read, or would read more narrowly than it is meant, is put otherwise in the document.

import type { z } from 'zod'
import type { CreateDocumentOptions } from 'zod-openapi'

/** Look-around, references, named groups, classes of Unicode, signs given by number: each is missing in one of them. */
const FOREIGN = /\(\?(?!:)|\\[pPkucxBAzZQEG]|\\[1-9]|\[\^?\]|\[[^\]]*(?:\[|&&)|[*+?}]\+/

/** Whether Python, Java and Go read the pattern as JavaScript does. */
export function isPortable(pattern: string): boolean {
  return !FOREIGN.test(pattern)
}

/** How single schemas are put; the checks of requests stay as they are. */
export const portable: CreateDocumentOptions['override'] = ({ jsonSchema, zodSchema, io }) => {
  if (typeof jsonSchema.pattern === 'string' && !isPortable(jsonSchema.pattern)) delete jsonSchema.pattern
  // Responses may have members that are not known yet.
  const isOpen = !(zodSchema as z.ZodObject)._zod.def.catchall
  if (io === 'output' && jsonSchema.additionalProperties === false && isOpen)
    delete jsonSchema.additionalProperties
  const { propertyNames, additionalProperties } = jsonSchema
  if (typeof propertyNames !== 'object' || !Array.isArray(propertyNames.enum)) return
  // A record of known names is an object with these members.
  jsonSchema.properties = Object.fromEntries(
    propertyNames.enum.map((name) => [String(name), additionalProperties ?? {}]),
  )
  delete jsonSchema.propertyNames
  delete jsonSchema.additionalProperties
}
