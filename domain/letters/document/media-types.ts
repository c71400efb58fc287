// The kinds of file a letter may be made of, and how the first bytes of each look.

/** One kind of file that is taken. */
export interface MediaType {
  mediaType: string
  /** The ending of a file name, without the dot. */
  extension: string
  /** Whether content that begins with these bytes is of this kind; it is given the first HEAD_BYTES, or all if there are fewer. */
  fits(head: Uint8Array): boolean
}

/** How many bytes are needed to tell the kinds apart: the longest signature is that of an OpenDocument file. */
export const HEAD_BYTES = 128

/** The kinds that are taken. A new kind is one row here. */
export const MEDIA_TYPES: readonly MediaType[] = [
  { mediaType: 'application/pdf', extension: 'pdf', fits: (head) => beginsWith(head, '%PDF-') },
  { mediaType: 'image/png', extension: 'png', fits: (head) => beginsWith(head, '\x89PNG\r\n\x1a\n') },
  { mediaType: 'image/jpeg', extension: 'jpg', fits: (head) => beginsWith(head, '\xff\xd8\xff') },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    fits: (head) => /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|customXml\/)/.test(firstEntry(head)),
  },
  {
    mediaType: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    // OpenDocument 1.2 part 3 §3.3: the first entry is `mimetype`, stored, without an extra field.
    fits: (head) => firstEntry(head).startsWith('mimetypeapplication/vnd.oasis.opendocument.text'),
  },
]

/** The kind with this name; parameters such as `; charset=` and the case of letters do not count. */
export function findMediaType(name: string): MediaType | undefined {
  const bare = name.split(';', 1)[0]?.trim().toLowerCase()
  return MEDIA_TYPES.find(({ mediaType }) => mediaType === bare)
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
  return String.fromCharCode(...bytes)
}
