// docs/map.md, made from the folders: which thing has which files in which room.

import { sourceFiles } from '../architecture/files'

/** Rooms that are parted into wings, by the folder in which their wings lie. */
export const ROOMS_WITH_WINGS = {
  domain: 'domain',
  services: 'services',
  activities: 'activities',
  database: 'database',
  api: 'api/routes',
  ui: 'ui/features',
} as const

/** The parts of the field; the page leaves out those that have no file yet. */
export const WINGS = ['letters', 'directory', 'access', 'desk', 'operations', 'cases', 'common'] as const

type Room = keyof typeof ROOMS_WITH_WINGS

const ROOMS = Object.keys(ROOMS_WITH_WINGS) as Room[]

export interface Place {
  room: Room
  wing: string
  /** Folder below the wing; empty for files that stand in the wing itself. */
  thing: string
  /** Path below the thing. */
  file: string
}

/** Where the files of the rooms with wings stand; files above the wings (doors of a room) are left out. */
export function places(): Place[] {
  return sourceFiles().flatMap((path) => {
    const room = ROOMS.find((one) => path.startsWith(`${ROOMS_WITH_WINGS[one]}/`))
    if (!room || path.endsWith('.css')) return []
    const [wing, ...rest] = path.slice(ROOMS_WITH_WINGS[room].length + 1).split('/')
    if (rest.length === 0 || wing === undefined) return []
    return [{ room, wing, thing: rest.length > 1 ? rest[0]! : '', file: rest.slice(1).join('/') || rest[0]! }]
  })
}

/** The page as it should be. */
export function mapPage(): string {
  const all = places()
  const wings = WINGS.filter((wing) => all.some((place) => place.wing === wing))
  return [
    '# Map',
    '',
    'The house is a table: a column tells what a room does for all things, a row all there is of one thing. Made by',
    '`KCS_WRITE_DOCS=1 npm test -- tests/docs`; a test fails where it differs from the folders.',
    '',
    ...wings.flatMap((wing) => wingSection(wing, all)),
  ].join('\n')
}

function wingSection(wing: string, all: readonly Place[]): string[] {
  const own = all.filter((place) => place.wing === wing)
  const things = [...new Set(own.map(({ thing }) => thing))].sort()
  const rooms = ROOMS.filter((room) => own.some((place) => place.room === room))
  return [
    `## ${wing}`,
    '',
    `| thing | ${rooms.join(' | ')} |`,
    `|---${'|---'.repeat(rooms.length)}|`,
    ...things.map(
      (thing) =>
        `| ${thing || '(the wing)'} | ${rooms.map((room) => cell(own, room, wing, thing)).join(' | ')} |`,
    ),
    '',
  ]
}

function cell(own: readonly Place[], room: Room, wing: string, thing: string): string {
  const here = own.filter((place) => place.room === room && place.thing === thing)
  const folder = ['..', ROOMS_WITH_WINGS[room], wing, ...(thing ? [thing] : [])].join('/')
  return here
    .map(({ file }) => `[${file.replace(/\.tsx?$/, '')}](${folder}/${file})`)
    .sort()
    .join(' ')
}
