// Call-backs of filing systems.

import type { Route } from '../../../http/route'
import { takeCallbackRoute } from './take'

export const callbacks: readonly Route[] = [takeCallbackRoute]
