// Call-backs of filing systems.

import type { Route } from '../../../http/route'
import { takeCallback } from './take'

export const callbacks: readonly Route[] = [takeCallback]
