// Rows of the error table: groups, routing rules, and what an office does not take.

import { entry } from './entry'

export const routingCodes = {
  'group-unknown': entry('invalid', 'There is no such group.', 'Look the group up under /v1/groups.'),
  'group-inactive': entry(
    'invalid',
    'The group has not begun or has ended.',
    'Name another group, or the offices themselves.',
  ),
  'group-empty': entry(
    'invalid',
    'The group holds nobody now.',
    'Look at its members under /v1/groups, mend its rule, or name the offices themselves.',
  ),
  'group-cycle': entry('invalid', 'The group contains itself.', 'Take one of the groups out of the other.'),
  'group-too-deep': entry(
    'invalid',
    'Groups and rules are nested too deeply.',
    'Nest them at most eight levels deep.',
  ),
  'seat-inactive': entry(
    'invalid',
    'The seat has ended or has not begun.',
    'Name the office, or another of its seats.',
  ),
  'refused-kind': entry(
    'invalid',
    'The office, or its system, does not take letters of this kind.',
    'See what it takes on its card under /v1/offices.',
  ),
  'refused-classification': entry(
    'invalid',
    'The office, or its system, does not take letters of this grade.',
    'See what it takes on its card under /v1/offices.',
  ),
  'classification-not-carried': entry(
    'invalid',
    'KCS does not carry letters of this grade of secrecy yet.',
    'Send it by the way that the office manual orders for confidential letters.',
  ),
  'refused-language': entry(
    'invalid',
    'The office, or its system, does not take letters in this language.',
    'Send it in a language that the office takes.',
  ),
  'refused-media-type': entry(
    'invalid',
    'The office, or its system, does not take documents of this type.',
    'Send the documents in a type that the office takes.',
  ),
  'refused-size': entry(
    'invalid',
    'A document is larger than the office, or its system, takes.',
    'Send a smaller file, or split it.',
  ),
  'refused-count': entry(
    'invalid',
    'The letter has more documents than the office, or its system, takes.',
    'Send fewer documents in one letter.',
  ),
  'vacant-without-fallback': entry(
    'invalid',
    'Nobody holds the seat, its link officer or a seat above it.',
    'The letter waits for the seat; ask the office to give the charge to someone.',
  ),
}
