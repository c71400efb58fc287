// The operator's desk.

import type { Route } from '../../../http/route'
import { beginJobRoute } from './begin-job'
import { breakGlassRoute } from './break-glass'
import { readDeskHealthRoute } from './health'
import { listFailingRunsRoute } from './list-failing-runs'
import { listJobsRoute } from './list-jobs'
import { listDeskLettersRoute } from './list-letters'
import { listSilentAgentsRoute } from './list-webhooks'
import { pauseSystemRoute } from './pause-system'
import { readDeskEndpointRoute } from './read-endpoint'
import { readJobRoute } from './read-job'
import { readDeskLetterRoute } from './read-letter'
import { resumeSystemRoute } from './resume-system'
import { stopJobRoute } from './stop-job'

export const desk: readonly Route[] = [
  readDeskHealthRoute,
  listFailingRunsRoute,
  listSilentAgentsRoute,
  readDeskEndpointRoute,
  listDeskLettersRoute,
  readDeskLetterRoute,
  breakGlassRoute,
  beginJobRoute,
  listJobsRoute,
  readJobRoute,
  stopJobRoute,
  pauseSystemRoute,
  resumeSystemRoute,
]
