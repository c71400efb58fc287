// The documentation of this API.

import type { Route } from '../../../http/route'
import { readErrorsPage } from './read-errors-page'
import { readOpenApi } from './read-openapi'
import { readDocsPage } from './read-page'
import { readStartScript } from './read-start-script'
import { readViewer } from './read-viewer'

export const docs: readonly Route[] = [readOpenApi, readDocsPage, readViewer, readStartScript, readErrorsPage]
