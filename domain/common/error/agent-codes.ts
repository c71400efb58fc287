// Rows of the error table: the change feed of agents, and their webhooks.

import { entry } from './entry'

export const agentCodes = {
  'not-an-agent': entry(
    'forbidden',
    'This is for filing systems, with their API key.',
    'Send the API key of an agent as Bearer token.',
  ),
  'test-key': entry(
    'forbidden',
    'A test key opens test letters alone.',
    'Use a key of the agent that is none for tests, kcs_ without test_.',
  ),
  'agent-key-last': entry(
    'conflict',
    'It is the only key of the agent that opens, beside test keys.',
    'Make another with POST /v1/agent/keys, use it, and end this one then.',
  ),
  'secrets-overlap': entry(
    'conflict',
    'Two secrets count at this time, and there are never three.',
    'Wait until the older one ends, or ask for a secret without overlap, which ends both at once.',
  ),
  'endpoint-address-unproved': entry(
    'invalid',
    'The new address did not answer as it must, and the address of before stays.',
    'Let GET /capabilities be answered there, checked by the present secret; detail says what came back.',
  ),
  'endpoint-held': entry(
    'conflict',
    'An operator of KCS has paused the endpoint.',
    'GET /v1/agent shows the reason; the operators end their pause themselves.',
  ),
  'redeliveries-too-many': entry(
    'conflict',
    'The agent has had this letter sent again as often as it may.',
    'Mend what the newest tries say, and ask the operators of KCS to send it.',
  ),
  'endpoint-not-called': entry(
    'conflict',
    'KCS does not call this endpoint: its agent comes for letters.',
    'Try an agent that fetches with kcs agent check --pull.',
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
