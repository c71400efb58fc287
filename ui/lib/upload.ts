// Sends one document to the store and tells how far it is; fetch cannot tell, so this is XMLHttpRequest.

import type { StoredDocument } from '../contract/letters'
import { query, writeHeaders } from './http'
import { offline, problemOf } from './problem'

/** Uploads a file for an office; `onProgress` gets the share that is sent, 0 to 1. Throws Problem; AbortError when stopped. */
export async function upload(
  file: File,
  office: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const digest = await digestOf(file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/v1/documents${query({ office })}`)
    const headers = {
      'Content-Type': file.type,
      ...writeHeaders(),
      ...(digest && { 'Content-Digest': digest }),
    }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onerror = () => reject(offline())
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      if (request.status === 200 || request.status === 201)
        resolve(JSON.parse(request.responseText) as StoredDocument)
      else reject(problemOf(request.status, request.responseText))
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

/** RFC 9530 Content-Digest, where the browser offers SHA-256 (secure origins); else the server's own hash must do. */
async function digestOf(file: File): Promise<string | null> {
  if (!globalThis.isSecureContext) return null
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`
}
