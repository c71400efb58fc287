// Calendars of offices with their weekly rules and hours, the holidays of each year, and their closures.

import { declare, part } from '../../common/collection'
import {
  type Calendar,
  type CalendarYear,
  type Closure,
  CLOSURE_REASONS,
  type Holiday,
  HOLIDAY_KINDS,
  type OfficeHours,
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
  districts: [String],
  closesAt: String,
  mayShift: Boolean,
})

const officeHours = part<OfficeHours>({
  from: { type: String, required: true },
  opensAt: { type: String, required: true },
  closesAt: { type: String, required: true },
})

const closure = part<Closure>({
  from: { type: Date, required: true },
  until: { type: String, required: true },
  reason: { type: String, enum: CLOSURE_REASONS, required: true },
  name: { type: String, required: true },
  nameMl: { type: String, default: '' },
  by: { type: String, required: true },
  districts: [String],
  declaredAt: { type: Date, required: true },
})

const year = part<CalendarYear>({
  year: { type: Number, required: true },
  holidays: { type: [holiday], required: true },
  source: String,
  provisional: Boolean,
})

export const calendarCollection = declare<CalendarRow>('calendars', {
  _id: String,
  name: { type: String, required: true },
  nameMl: { type: String, default: '' },
  weekly: { type: [weeklyRule], required: true },
  hours: [officeHours],
  years: { type: [year], required: true },
  closures: [closure],
  version: { type: Number, required: true },
})
