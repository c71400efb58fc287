// The mail link, for offices outside the State's systems.

import type { Route } from '../../../http/route'
import { readLinkedDocumentRoute } from './read-document'
import { renewLinkRoute } from './renew'
import { showLetterRoute } from './show'
import { pageStyleRoute } from './style'
import { takeLetterRoute } from './take'

export const take: readonly Route[] = [
  pageStyleRoute,
  showLetterRoute,
  takeLetterRoute,
  readLinkedDocumentRoute,
  renewLinkRoute,
]
