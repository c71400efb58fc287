// The one-time mail link: what its form sends and what those who ask for JSON get.

import { z } from 'zod'
import { day, sha256 } from '../../../http/fields'
import { diaryNumber } from '../tapal/schema'

export const TAG = 'Mail link'

export const takeParams = z.object({ token: z.string().max(100) })
export const takeDocumentParams = z.object({ token: z.string().max(100), sha256 })

/** A form sends an empty text for a date that was left out. */
export const takeSchema = z
  .strictObject({ diaryNumber, diaryDate: z.union([day, z.literal('')]).optional() })
  .meta({ id: 'Taking' })

export const takenSchema = z.object({ state: z.string(), diaryNumber: z.string() }).meta({ id: 'Taken' })
