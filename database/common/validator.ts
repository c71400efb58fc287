// What the server itself checks of every row that is written, made from the declaration of its collection.

import type { AnyDeclaration } from './collection'

/**
 * Fields that the declaration requires must be there, and every declared field must be of its type. A field with a
 * default may be missing, and fields that are not declared are allowed: rows of an older or a newer version beside this
 * one stay writable.
 */
export function validatorOf({ schema }: Pick<AnyDeclaration, 'schema'>): { $jsonSchema: object } {
  return { $jsonSchema: { bsonType: 'object', ...schema.toJSONSchema({ useBsonType: true }) } }
}
