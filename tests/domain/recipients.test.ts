import { mergeRecipients, type ResolvedRecipient } from '../../domain/dispatch/recipients'

const to = (office: string, seat: string, purpose: ResolvedRecipient['purpose']): ResolvedRecipient => ({
  office,
  seat,
  purpose,
})

test.each<[string, ResolvedRecipient[], ResolvedRecipient[]]>([
  ['nobody is nobody', [], []],
  [
    'different seats of one office are different tapals',
    [to('A', 'A/1', 'action'), to('A', 'A/2', 'action')],
    [to('A', 'A/1', 'action'), to('A', 'A/2', 'action')],
  ],
  [
    'a recipient reached twice is one tapal',
    [to('A', 'A/1', 'information'), to('B', 'B/1', 'action'), to('A', 'A/1', 'information')],
    [to('A', 'A/1', 'information'), to('B', 'B/1', 'action')],
  ],
  [
    'action wins over an earlier information, in the place of first naming',
    [to('A', 'A/1', 'information'), to('B', 'B/1', 'action'), to('A', 'A/1', 'action')],
    [to('A', 'A/1', 'action'), to('B', 'B/1', 'action')],
  ],
  [
    'action wins over a later information',
    [to('A', 'A/1', 'action'), to('A', 'A/1', 'information')],
    [to('A', 'A/1', 'action')],
  ],
])('%s', (_title, named, merged) => {
  expect(mergeRecipients(named)).toEqual(merged)
})

test('what was given stays as it was', () => {
  const named = [to('A', 'A/1', 'information'), to('A', 'A/1', 'action')]
  mergeRecipients(named)
  expect(named[0]).toEqual(to('A', 'A/1', 'information'))
})
