// The mail link: what its form sends and what is returned to those who ask for JSON.

import { z } from 'zod'
import { day, line, sha256 } from '../../../http/fields'
import { diaryNumber } from '../tapal/schema'

export const TAG = 'Mail link'

export const takeParams = z.object({ token: z.string() })
export const takeDocumentParams = z.object({ token: z.string(), sha256 })

/** A form sends an empty text for a date that was left out. */
export const takeSchema = z
  .strictObject({
    diaryNumber,
    diaryDate: z.union([day, z.literal('')]).optional(),
    takenBy: line(120).meta({
      description: 'Name, and where wanted the designation, of who takes the letter.',
    }),
  })
  .meta({ id: 'Taking' })

export const takenSchema = z.object({ state: z.string(), diaryNumber: z.string() }).meta({ id: 'Taken' })
