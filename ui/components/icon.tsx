// The few line drawings of the portal.

const paths = {
  inbox: 'M2 11h4l1.500 3h5L14 11h4v6H2zM2 11l3-8h10l3 8',
  pen: 'M3 17l1-4L14 3l3 3L7 16zM12 5l3 3',
  sent: 'M2 9l16-7-5 16-3.500-6.500zM9.500 11.500 18 2',
  bell: 'M4 14h12l-1.500-2V8a4.500 4.500 0 0 0-9 0v4zM8.500 17h3',
  keyboard: 'M2 5h16v10H2zM5 8h.500M8 8h.500M11 8h.500M14 8h.500M6 12h8',
  out: 'M8 3H3v14h5M12 6l4 4-4 4M7 10h9',
  link: 'M11 3h6v6M17 3l-8 8M8 4H3v13h13v-5',
  back: 'M12 4l-6 6 6 6',
  next: 'M8 4l6 6-6 6',
  file: 'M4 2h8l4 4v12H4zM12 2v4h4',
  close: 'M4 4l12 12M16 4 4 16',
  tree: 'M8 2h4v4H8zM3 14h4v4H3zM13 14h4v4h-4zM10 6v4M5 14v-4h10v4',
  swap: 'M3 7h13M12 3l4 4-4 4M17 13H4M8 9l-4 4 4 4',
  print: 'M5 8V2h10v6M5 14H2V8h16v6h-3M5 12h10v6H5z',
} as const

export type IconName = keyof typeof paths

/** A drawing beside a word; it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
