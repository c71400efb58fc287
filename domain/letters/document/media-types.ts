// The kinds of file a letter may be made of, and how the first and the last bytes of each look.

/** One kind of file that is taken. */
export interface MediaType {
  mediaType: string
  /** The ending of a file name, without the dot; others that are usual stand in `endings`. */
  extension: string
  endings?: readonly string[]
  /** Whether content that begins with these bytes is of this kind; it is given the first HEAD_BYTES, or all if there are fewer. */
  fits(head: Uint8Array): boolean
  /** Whether content that ends with these bytes has its end; it is given the last TAIL_BYTES, or all if there are fewer. */
  isWhole(tail: Uint8Array, content: { head: Uint8Array; size: number }): boolean
}

/** How many bytes are needed to tell the kinds apart: the header of a PDF lies within the first 1,024 (ISO 32000-1 H.3). */
export const HEAD_BYTES = 1024

/** How far from the end the end of a file is looked for: mail programs and scanners write something of their own behind it. */
export const TAIL_BYTES = 64 * 1024

/** The kinds that are taken. A new kind is one row here. */
export const MEDIA_TYPES: readonly MediaType[] = [
  { mediaType: 'application/pdf', extension: 'pdf', fits: isPdf, isWhole: isWholePdf },
  {
    mediaType: 'image/png',
    extension: 'png',
    fits: (head) => beginsWith(head, '\x89PNG\r\n\x1a\n'),
    isWhole: (tail) => latin1(tail).includes('IEND\xae\x42\x60\x82'),
  },
  {
    mediaType: 'image/jpeg',
    extension: 'jpg',
    endings: ['jpeg', 'jpe', 'jfif'],
    fits: (head) => beginsWith(head, '\xff\xd8\xff'),
    isWhole: (tail) => latin1(tail).includes('\xff\xd9'),
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    fits: (head) => /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|customXml\/)/.test(firstEntry(head)),
    isWhole: hasZipEnd,
  },
  {
    mediaType: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    // OpenDocument 1.2 part 3 §3.3: the first entry is `mimetype`, stored, without an extra field.
    fits: (head) => firstEntry(head).startsWith('mimetypeapplication/vnd.oasis.opendocument.text'),
    isWhole: hasZipEnd,
  },
]

/** Whether the name of a file ends as files of that kind do. */
export function nameFits(name: string, mediaType: string): boolean {
  const type = findMediaType(mediaType)
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return type !== undefined && [type.extension, ...(type.endings ?? [])].includes(ending)
}

/** The kind of file that the name ends as, or undefined. */
export function mediaTypeOfName(name: string): MediaType | undefined {
  return MEDIA_TYPES.find(({ mediaType }) => nameFits(name, mediaType))
}

/** The kind with this name; parameters such as `; charset=` and the case of letters do not count. */
export function findMediaType(name: string): MediaType | undefined {
  const bare = name.split(';', 1)[0]?.trim().toLowerCase()
  return MEDIA_TYPES.find(({ mediaType }) => mediaType === bare)
}

/** Some programs write a mark, a line or a header of their own before a PDF; a page or program that only holds one is none. */
function isPdf(head: Uint8Array): boolean {
  const text = latin1(head)
  const before = text.slice(0, Math.max(0, text.indexOf('%PDF-')))
  return (
    text.includes('%PDF-') && !/^(PK\x03\x04|MZ|\x7fELF|GIF8|#!|\x89PNG|\xff\xd8\xff)|<[a-z!?/]/i.test(before)
  )
}

/**
 * A PDF ends with the place of its table of contents and %%EOF (ISO 32000-1 §7.5.5), and no object follows, as it would
 * where a later revision is cut off. One for the web says how long it is (annex F), for it has such an end at its beginning, too.
 */
function isWholePdf(tail: Uint8Array, { head, size }: { head: Uint8Array; size: number }): boolean {
  const text = latin1(tail)
  // Bound to the beginning: tried from every byte, a file without its end would take seconds, and the process with it.
  const end = /^[\s\S]*(%%EOF|startxref\s+\d+\s)/.exec(text)?.[0].length
  if (end === undefined || /\d\s+\d+\s+obj\b/.test(text.slice(end))) return false
  const promised = /\/Linearized\b[^>]*\/L\s+(\d+)/.exec(latin1(head))?.[1]
  return promised === undefined || size >= Number(promised)
}

/** A ZIP file ends with its directory. */
function hasZipEnd(tail: Uint8Array): boolean {
  return latin1(tail).includes('PK\x05\x06')
}

/** `signature` holds one character a byte. */
function beginsWith(head: Uint8Array, signature: string): boolean {
  return latin1(head.subarray(0, signature.length)) === signature
}

/** The name of a ZIP file's first entry and what follows it, or nothing if it is no ZIP file. */
function firstEntry(head: Uint8Array): string {
  return beginsWith(head, 'PK\x03\x04') ? latin1(head.subarray(30)) : ''
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}
