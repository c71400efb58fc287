// The operator's desk in a browser, with one letter that has failed.

import type { Page } from 'playwright-core'
import { EVERY_LETTER } from '../../../connectors/every-letter'
import { hashPassword } from '../../../secrets/passwords'
import { until } from '../../support/until'
import { axeFindings, overflow } from '../support/accessibility'
import { enterLogin, PASSWORD, type Portal } from '../support/portal'

/** The system by which the letter went. */
export const SYSTEM = 'push'

export interface Desk {
  page: Page
  letter: string
  /** The letter has failed, as if its system would not have it. */
  fail(): Promise<void>
  press(name: string): Promise<void>
  /** Says in the open dialog why, and does it. */
  because(reason: string, act: string): Promise<void>
}

export async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}

/** Opens it for an operator of the name `watch`. */
export async function openDesk(portal: Portal): Promise<Desk> {
  const { accounts, endpoints, tapals } = portal.world.repositories
  await accounts.add({
    login: 'watch',
    employee: 'PEN-watch',
    passwordHash: await hashPassword(PASSWORD),
    roles: ['operator'],
    language: 'en',
    active: true,
  })
  const { id } = await portal.letter({
    subject: 'A private matter',
    recipients: [{ office: 'IPRD', purpose: 'action' }],
  })
  await until(async () => (await tapals.ofDispatch(id)).some(({ state }) => state === 'delivered'), {
    what: 'the letter',
  })
  const letter = (await tapals.ofDispatch(id))[0]!.id
  const fail = async () => {
    await portal.world.database
      .collection<{ _id: string }>('tapals')
      .updateOne(
        { _id: letter },
        { $set: { state: 'failed', trouble: 'http-404', owes: true, dueAt: new Date('2090-01-01') } },
      )
  }
  await fail()
  const { id: system, address } = (await endpoints.byId(SYSTEM))!
  const takes = { ...EVERY_LETTER, kinds: ['letter', 'circular'], maxDocuments: 3 }
  await endpoints.noteAsked({ id: system, address }, { takes }, new Date())
  const { page } = await portal.open()
  await page.goto(`${portal.url}/operations`)
  await enterLogin(page, 'watch')
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
  return {
    page,
    letter,
    fail,
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    async because(reason, act) {
      const sheet = page.getByRole('dialog')
      await sheet.getByLabel('Reason').fill(reason)
      await sheet.getByRole('button', { name: act, exact: true }).click()
    },
  }
}
