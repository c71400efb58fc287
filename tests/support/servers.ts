/**
 * Where the servers are that all suites share. Apart from what starts them (test-servers.ts), for most test files read
 * this, and would load the libraries that find and start servers with it.
 */

/**
 * So many events make the shared Temporal suggest that a run begins anew. Its own limit is 4,096, which takes a test some
 * seconds to reach; no other test comes near this one.
 */
export const FULL_HISTORY = 1_000

/** The shared replica set. Tests ask tests/support/database for a database of it. */
export function mongodbUri(): string {
  return required('KCS_TEST_MONGODB_URI')
}

/** Host and port of the shared Temporal server (namespace `default`). */
export function temporalAddress(): string {
  return required('KCS_TEST_TEMPORAL_ADDRESS')
}

/** The program of the test server that skips time, for `createTimeSkipping`'s `existing-path`. */
export function timeSkippingServerPath(): string {
  return required('KCS_TEST_TIME_SKIPPING_SERVER')
}

/** The settings by which a process or command finds a database and a namespace of the shared servers. */
export function serverSettings(database: { uri: string; name: string }, namespace: string) {
  return {
    MONGODB_URI: database.uri,
    MONGODB_DB: database.name,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set; it is set by tests/support/global-setup, so run tests through jest`)
  return value
}
