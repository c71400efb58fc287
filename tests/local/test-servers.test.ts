import { Connection } from '@temporalio/client'
import mongoose from 'mongoose'
import { dropDatabase, freshDatabase } from '../support/database'
import { temporalAddress } from '../support/servers'

describe('the servers all suites share', () => {
  test('MongoDB is a replica set with transactions', async () => {
    const connection = await mongoose.createConnection(freshDatabase().uri).asPromise()
    try {
      await connection.createCollection('letters')
      await connection.transaction(async (session) => {
        await connection.collection('letters').insertOne({ number: 1 }, { session })
      })
      expect(await connection.collection('letters').countDocuments()).toBe(1)
      await dropDatabase(connection.db!)
    } finally {
      await connection.close()
    }
  })

  test('Temporal answers with its default namespace', async () => {
    const connection = await Connection.connect({ address: temporalAddress() })
    try {
      const answer = await connection.workflowService.describeNamespace({ namespace: 'default' })
      expect(answer.namespaceInfo?.name).toBe('default')
    } finally {
      await connection.close()
    }
  })
})
