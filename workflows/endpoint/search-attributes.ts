// By what operators find endpoints in Temporal Web: what a run does, and how many letters wait.

import { defineSearchAttributeKey } from '@temporalio/common'

export const STAGE = defineSearchAttributeKey('KcsStage', 'KEYWORD')
export const PARKED = defineSearchAttributeKey('KcsParked', 'INT')
