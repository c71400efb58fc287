// Certificates for tests, made as they are needed: X.509 version 3 over elliptic keys, written byte by byte (RFC 5280 §4.1).

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Certified {
  cert: string
  key: string
}

export interface Authority extends Certified {
  name: string
  privateKey: KeyObject
}

const DAY_MS = 86_400_000
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex')
const COMMON_NAME = Buffer.from('0603550403', 'hex')
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex')
const ALT_NAME = Buffer.from('0603551d11', 'hex')
const TRUE = Buffer.from('0101ff', 'hex')

/** A certifying authority that signs itself. */
export function newAuthority(name: string): Authority {
  return { name, ...issue({ name, days: [-30, 30], extension: constraints() }) }
}

/** A certificate for the host, good between these days from now. */
export function newCertificate(by: Authority, host: string, days: readonly [number, number]): Certified {
  return issue({ name: host, days, extension: hostName(host), by })
}

function issue({
  name,
  days,
  extension,
  by,
}: {
  name: string
  days: readonly [number, number]
  extension: Buffer
  by?: Authority
}): Certified & { privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, ECDSA_WITH_SHA256)
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(by?.name ?? name),
    der(0x30, ...days.map(timeOf)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, extension)),
  )
  const signature = sign('sha256', content, by?.privateKey ?? privateKey)
  const whole = der(0x30, content, algorithm, der(0x03, Buffer.from([0]), signature))
  const lines = whole
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey,
  }
}

/** A value with its tag and its length. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function nameOf(name: string): Buffer {
  return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))))
}

/** UTCTime of a day from now. */
function timeOf(days: number): Buffer {
  const text = new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '')
  return der(0x17, Buffer.from(text.slice(2)))
}

function constraints(): Buffer {
  return der(0x30, BASIC_CONSTRAINTS, TRUE, der(0x04, der(0x30, TRUE)))
}

function hostName(host: string): Buffer {
  return der(0x30, ALT_NAME, der(0x04, der(0x30, der(0x82, Buffer.from(host)))))
}
