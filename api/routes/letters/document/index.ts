// Documents: brought once, kept by their content.

import type { Route } from '../../../http/route'
import { bringDocumentRoute } from './bring'
import { readContentRoute } from './read-content'

export const documents: readonly Route[] = [bringDocumentRoute, readContentRoute]
