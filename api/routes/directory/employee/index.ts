// Employees: entered, changed, suspended and reinstated.

import type { Route } from '../../../http/route'
import { changeEmployeeRoute } from './change'
import { chooseChannelsRoute } from './choose-channels'
import { addEmployeeRoute } from './enter'
import { issueEmployeeNumberRoute } from './issue-number'
import { issueSignInCodeRoute } from './issue-sign-in-code'
import { readEmployeeRoute } from './read'
import { reinstateEmployeeRoute } from './reinstate'
import { suspendEmployeeRoute } from './suspend'

export const employees: readonly Route[] = [
  addEmployeeRoute,
  readEmployeeRoute,
  changeEmployeeRoute,
  chooseChannelsRoute,
  issueEmployeeNumberRoute,
  issueSignInCodeRoute,
  suspendEmployeeRoute,
  reinstateEmployeeRoute,
]
