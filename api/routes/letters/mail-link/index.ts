// The one-time mail link, for offices outside the State's systems.

import type { Route } from '../../../http/route'
import { readLinkedDocument } from './read-document'
import { showLetter } from './show'
import { takeStyle } from './style'
import { takeLetter } from './take'

export const take: readonly Route[] = [takeStyle, showLetter, takeLetter, readLinkedDocument]
