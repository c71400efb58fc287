// All registered flows: one line each.

import { dispatchManifest } from './dispatch/manifest'
import { endpointManifest } from './endpoint/manifest'
import type { FlowManifest } from './manifest'

export const MANIFESTS: readonly FlowManifest[] = [dispatchManifest, endpointManifest]
