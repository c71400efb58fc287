// Offices, seats, charges, employees and tapals of before the directory was dated get the fields they lack.

import type { Connection } from 'mongoose'
import { newOffice } from '../../../domain/directory/office/office'
import { newSeat } from '../../../domain/directory/seat/seat'

/** Safe to repeat: each update touches only rows that lack the field, and leaves what is there. */
export async function datedDirectory(connection: Connection): Promise<void> {
  const { code: _code, name: _name, profiles: _profiles, ...office } = newOffice({ code: '', name: '' })
  const {
    id: _id,
    office: _office,
    designation: _designation,
    ...seat
  } = newSeat({
    id: '',
    office: '',
    designation: '',
  })
  const withDefaults = (fields: object) => [
    { $replaceWith: { $mergeObjects: [{ $literal: fields }, '$$ROOT'] } },
  ]
  const offices = connection.collection('offices')
  await offices.updateMany({ version: { $exists: false } }, [
    { $set: { profiles: { $map: { input: '$profiles', as: 'one', in: wayOf } } } },
    { $set: { activeUntil: { $cond: [{ $eq: ['$active', false] }, '$$NOW', null] } } },
    { $unset: 'active' },
    ...withDefaults(office),
  ])
  await connection.collection('seats').updateMany({ version: { $exists: false } }, withDefaults(seat))
  await connection
    .collection('charges')
    .updateMany({ ended: { $exists: false } }, [
      { $set: { ended: { $cond: [{ $eq: ['$until', null] }, null, 'relieved'] } } },
    ])
  await connection
    .collection('employees')
    .updateMany({ temporary: { $exists: false } }, { $set: { temporary: false, phone: '', email: '' } })
  await connection
    .collection('employees')
    .updateMany({ version: { $exists: false } }, { $set: { formerly: [], suspendedFrom: null, version: 1 } })
  await connection
    .collection('tapals')
    .updateMany({ why: { $exists: false } }, { $set: { addressedTo: [], why: [] } })
  await connection
    .collection('dispatches')
    .updateMany({ subjectCode: { $exists: false } }, { $set: { subjectCode: '' } })
}

/** A profile of one mechanism and endpoint as one of ways. */
const wayOf = {
  from: '$$one.from',
  ways: [{ system: '$$one.mechanism', endpoint: '$$one.endpoint' }],
  taking: '$$one.taking',
  accepts: {},
  fallback: 'kcs-agent',
}
