// A tapal for who may see where it is, and not what it says.

import type { TapalResponse } from './schema'

/** Without what the letter says and without persons; offices, seats, states, codes and instants stay. */
export function withoutText(tapal: TapalResponse): TapalResponse {
  const { holders: _holders, duty: _duty, desks: _desks, history, refusal, ...rest } = tapal
  return {
    ...rest,
    masked: true,
    subject: '',
    letterNumber: '',
    documents: [],
    holder: null,
    // What an office calls its desks and files is its own text, and may name a person.
    desk: null,
    refusal: refusal && { ...refusal, reason: '' },
    ...(history ? { history: history.map(withoutPerson) } : {}),
  }
}

function withoutPerson({
  desk: _desk,
  reason: _reason,
  actor,
  ...entry
}: NonNullable<TapalResponse['history']>[number]) {
  const { holder: _holder, name: _name, ...who } = actor
  return { ...entry, actor: who }
}
