// A message of notices as an SMS: one text for all, in the form that is registered with the operators of networks.

import type { Message } from '../channel'
import { shortOf } from '../short'

/** The text in a language; what changes in it are a number, a code and a link (TCCCPR 2018: the variables of the template). */
export function smsOf(message: Pick<Message, 'groups' | 'offices' | 'overview'>, language: string): string {
  const { count, office, link } = shortOf(message)
  return language === 'ml'
    ? `KCS: ${office} - ${count} അറിയിപ്പ്. ${link}`
    : `KCS: notices for ${office}: ${count}. ${link}`
}
