// The operator's desk.

import type { Route } from '../../../http/route'
import { beginJobRoute } from './begin-job'
import { breakGlassRoute } from './break-glass'
import { readDeskHealthRoute } from './health'
import { listFailingRunsRoute } from './list-failing-runs'
import { listJobsRoute } from './list-jobs'
import { listDeskLettersRoute } from './list-letters'
import { pauseSystemRoute } from './pause-system'
import { readJobRoute } from './read-job'
import { readDeskLetterRoute } from './read-letter'
import { resumeSystemRoute } from './resume-system'
import { stopJobRoute } from './stop-job'

export const desk: readonly Route[] = [
  readDeskHealthRoute,
  listFailingRunsRoute,
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
