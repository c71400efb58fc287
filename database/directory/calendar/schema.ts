// Calendars of offices with their weekly rules and the holidays of each year.

import { declare, part } from '../../common/collection'
import {
  type Calendar,
  type CalendarYear,
  type Holiday,
  HOLIDAY_KINDS,
  WEEKDAYS,
  type WeeklyRule,
} from '../../../domain/common/clock/calendar'

export interface CalendarRow extends Omit<Calendar, 'id'> {
  _id: string
}

const weeklyRule = part<WeeklyRule>({
  from: { type: String, required: true },
  closed: [{ type: String, enum: WEEKDAYS }],
  closedSaturdays: [Number],
})

const holiday = part<Holiday>({
  date: { type: String, required: true },
  name: { type: String, required: true },
  nameMl: { type: String, default: '' },
  kind: { type: String, enum: HOLIDAY_KINDS, required: true },
})

const year = part<CalendarYear>({
  year: { type: Number, required: true },
  holidays: { type: [holiday], required: true },
})

export const calendarCollection = declare<CalendarRow>('calendars', {
  _id: String,
  name: { type: String, required: true },
  nameMl: { type: String, default: '' },
  weekly: { type: [weeklyRule], required: true },
  years: { type: [year], required: true },
  version: { type: Number, required: true },
})
