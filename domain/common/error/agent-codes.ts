// Rows of the error table: the change feed of agents, and their webhooks.

import { entry } from './entry'

export const agentCodes = {
  'not-an-agent': entry(
    'forbidden',
    'This is for filing systems, with their API key.',
    'Send the API key of an agent as Bearer token.',
  ),
  'changes-not-kept': entry(
    'conflict',
    'Changes after this number are not kept any more.',
    'Read where your open letters stand, and go on from the number that errors names.',
  ),
  'change-number-ahead': entry(
    'conflict',
    'No change has this number yet.',
    'Go on from the number that errors names; the record of KCS was set back, or the number is of another agent.',
  ),
  'change-unknown': entry(
    'not-found',
    'There is no change of this number, or it is not kept any more.',
    'Take the number from GET /v1/agent/changes.',
  ),
  'webhook-unknown': entry(
    'not-found',
    'There is no such webhook of your agent.',
    'Take the id from GET /v1/agent/webhooks.',
  ),
  'webhooks-too-many': entry(
    'conflict',
    'The agent has as many webhooks as it may have.',
    'Remove one with DELETE /v1/agent/webhooks/{id}.',
  ),
  'webhook-dead': entry(
    'conflict',
    'Nothing is sent to this webhook any more.',
    'Mend its address, then open it with POST /v1/agent/webhooks/{id}/opening.',
  ),
  'replay-under-way': entry(
    'conflict',
    'Another part of the changes is being sent again.',
    'Wait until `replay` of the webhook is null.',
  ),
}
