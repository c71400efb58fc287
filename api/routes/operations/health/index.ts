// Health and figures.

import type { Route } from '../../../http/route'
import { readLiveness } from './live'
import { readMetrics } from './metrics'
import { readReadiness } from './ready'

export const health: readonly Route[] = [readLiveness, readReadiness, readMetrics]
