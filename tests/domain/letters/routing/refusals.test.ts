import { plainProfile } from '../../../../domain/directory/office/profile'
import { BEFORE, LONG_AGO, office, routed, seat, type World } from './directory'

const profile = (accepts: object) => [{ ...plainProfile(LONG_AGO, 'push', 'p'), accepts }]
const refusals: [string, World, Parameters<typeof routed>[1], string[]][] = [
  ['an office that is not there', {}, { office: 'A' }, ['office-unknown']],
  ['a seat that is not there', {}, { seat: 'A/SO' }, ['seat-unknown']],
  [
    'a seat without office',
    { seats: [seat('A/SO', { office: '' })] },
    { seat: 'A/SO' },
    ['seat-without-office'],
  ],
  [
    'a seat that has ended',
    { offices: [office('A')], seats: [seat('A/SO', { activeUntil: BEFORE })] },
    { seat: 'A/SO' },
    ['seat-inactive'],
  ],
  [
    'an office that has ended',
    { offices: [office('A', { activeUntil: BEFORE })] },
    { office: 'A' },
    ['office-inactive'],
  ],
  [
    'an office not fit to receive',
    { offices: [office('A', { fitToReceive: false })] },
    { office: 'A' },
    ['office-inactive'],
  ],
  [
    'an office without a seat for tapals',
    { offices: [office('A', { inwardSeat: null })] },
    { office: 'A' },
    ['office-without-seat'],
  ],
  [
    'an office without a profile',
    { offices: [office('A', { profiles: [] })] },
    { office: 'A' },
    ['office-without-profile'],
  ],
  [
    'a kind',
    { offices: [office('A', { profiles: profile({ kinds: ['circular'] }) })] },
    { office: 'A' },
    ['refused-kind'],
  ],
  [
    'a grade',
    { offices: [office('A', { profiles: profile({ classifications: [] }) })] },
    { office: 'A' },
    ['refused-classification'],
  ],
  [
    'a language',
    { offices: [office('A', { profiles: profile({ languages: ['ml'] }) })] },
    { office: 'A' },
    ['refused-language'],
  ],
  [
    'a media type',
    { offices: [office('A', { profiles: profile({ mediaTypes: ['image/png'] }) })] },
    { office: 'A' },
    ['refused-media-type'],
  ],
  [
    'a size',
    { offices: [office('A', { profiles: profile({ maxDocumentBytes: 999 }) })] },
    { office: 'A' },
    ['refused-size'],
  ],
  [
    'a number of documents',
    { offices: [office('A', { profiles: profile({ maxDocuments: 0 }) })] },
    { office: 'A' },
    ['refused-count'],
  ],
  [
    'what just fits is not refused',
    { offices: [office('A', { profiles: profile({ maxDocumentBytes: 1000, maxDocuments: 1 }) })] },
    { office: 'A' },
    [],
  ],
]

test.each(refusals)('refused is %s', (_title, world, to, codes) => {
  expect(routed(world, to).refusals).toEqual(codes)
})
