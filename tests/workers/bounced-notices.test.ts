// Messages with notices that came back to the port of a worker.

import type { Notice } from '../../domain/letters/notice/notice'
import { createEmailChannel } from '../../notices/email'
import { newId } from '../../process/new-id'
import { sendNotices } from '../../services/operations/duty/send-notices'
import { exchangeReport } from '../support/returned-mails'
import { addressOf, bring, NO_SUCH, rig, secrets, startPost } from './bounce-rig'

describe('a message with notices', () => {
  const NOW = new Date()
  const notice = (id: string, address: string): Notice => ({
    ...{ id, kind: 'endpoint-paused', channel: 'email', seat: null, role: 'operator', address },
    ...{
      tapal: null,
      dispatch: null,
      endpoint: 'cdit',
      level: 0,
      atOnce: false,
      at: new Date(NOW.getTime() - 120_000),
    },
  })
  const operators = async () =>
    (
      await rig.room.repositories.notices.newest([], {
        operator: true,
        kinds: ['notice-undeliverable'],
        limit: 50,
      })
    ).filter(({ address }) => address === 'gone@kcs.example')

  test('that comes back is marked and told to the operators in the portal, once a day for an address, and nothing is mailed of it', async () => {
    const post = await startPost()
    const channel = createEmailChannel({
      url: post.url,
      from: 'KCS <no-reply@kcs.invalid>',
      returnPath: (id) => addressOf({ of: 'notice', id }),
    })
    const sending = {
      repositories: rig.room.repositories,
      publicUrl: 'https://kcs.example',
      random: () => 0.5,
      secrets,
      newId,
    }
    for (const id of ['first', 'second']) {
      await rig.room.repositories.notices.add([notice(id, 'gone@kcs.example')])
      await sendNotices(sending, channel, () => new Date())
    }
    expect(post.senders).toHaveLength(2)
    for (const sender of [...post.senders, ...post.senders])
      expect(
        await bring(exchangeReport({ recipient: 'gone@kcs.example', status: '5.1.10' }), sender),
      ).toEqual({ code: 250 })
    expect(rig.ends).toEqual(['notice taken', 'notice taken', 'notice repeated', 'notice repeated'])
    const stored = await rig.room.database
      .collection('notices')
      .find({ address: 'gone@kcs.example', channel: 'email' })
      .toArray()
    expect(stored.map(({ bounced, nextAttemptAt }) => [bounced, nextAttemptAt])).toEqual([
      ['bounced-5.1.10', null],
      ['bounced-5.1.10', null],
    ])
    expect(await operators()).toHaveLength(1)
    await sendNotices(sending, channel, () => new Date(Date.now() + 86_400_000))
    await post.stop()
    expect(post.senders).toHaveLength(2)
  })

  test('that comes back before the mail server has said that it took it is not tried again', async () => {
    const { notices } = rig.room.repositories
    await notices.add([notice('early', 'early@kcs.example')])
    const [row] = await rig.room.database
      .collection('notices')
      .find({ address: 'early@kcs.example' })
      .toArray()
    const message = newId(NOW)
    await rig.room.database
      .collection('notices')
      .updateOne({ _id: row!._id }, { $set: { message, nextAttemptAt: new Date(NOW.getTime() + 60_000) } })
    expect(await notices.markBounced(message, 'bounced-5.1.1', NOW)).toBe(true)
    await notices.retryAt(message, new Date(NOW.getTime() + 120_000))
    expect(
      (await rig.room.database.collection('notices').findOne({ _id: row!._id }))?.['nextAttemptAt'],
    ).toBeNull()
  })

  test('that nobody knows any more is let go', async () => {
    expect(await bring(NO_SUCH, addressOf({ of: 'notice', id: newId(NOW) }))).toEqual({ code: 250 })
    expect(await bring(NO_SUCH, addressOf({ id: newId(NOW) }))).toEqual({ code: 250 })
    expect(rig.ends).toEqual(['notice unknown', 'tapal unknown'])
  })
})

test('mails have the sender of before where nobody reads what comes back', async () => {
  const post = await startPost()
  const channel = createEmailChannel({ url: post.url, from: 'KCS <no-reply@kcs.invalid>' })
  await channel.send({ id: 'M1', address: 'so@a.invalid', groups: [], offices: [], overview: '' })
  await post.stop()
  expect(post.senders).toEqual(['no-reply@kcs.invalid'])
})
