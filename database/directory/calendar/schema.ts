// Calendars of offices with their weekly rules and the holidays of each year.

import { Schema } from 'mongoose'
import type { Calendar } from '../../../domain/common/clock/calendar'

export interface CalendarRow extends Omit<Calendar, 'id'> {
  _id: string
}

const { Mixed } = Schema.Types

export const calendarSchema = new Schema<CalendarRow>(
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    weekly: { type: [Mixed], required: true } as never,
    years: { type: [Mixed], required: true } as never,
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
