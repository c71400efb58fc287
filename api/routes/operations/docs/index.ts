// The documentation of this API.

import type { Route } from '../../../http/route'
import { readCollectionFile } from './read-collection-file'
import { readErrorsPage } from './read-errors-page'
import { readGuide } from './read-guide'
import { readOpenApi } from './read-openapi'
import { readDocsPage } from './read-page'
import { readStartScript } from './read-start-script'
import { readDocsStyle } from './read-style'
import { readViewer } from './read-viewer'

export const docs: readonly Route[] = [
  readOpenApi,
  readCollectionFile,
  readDocsPage,
  readViewer,
  readStartScript,
  readDocsStyle,
  readErrorsPage,
  // The last, for its path takes any name.
  readGuide,
]
