// A write that is under way when its connection is given up fails, as a read does.

interface DriverConnection {
  socket: { destroy(error: Error): unknown }
  closed: boolean
  cleanup(error: Error): void
}

/**
 * Where the driver gives a connection up (another server, a call that took too long, a monitor that got no reply), it
 * destroys the socket without an error. A command that still waits for the socket to take its bytes, which any of more
 * than 16 kB does, is then never told, and its caller waits for ever (mongodb 7.9 and before). With the error the
 * socket tells it. The driver has no door for this, so its connection is changed; a test shows that the change is needed
 * and that it works.
 */
export async function tellWritesBrokenOff(): Promise<void> {
  // The driver that Mongoose uses, whichever others are installed.
  const file = require.resolve('mongodb/lib/cmap/connection', { paths: [require.resolve('mongoose')] })
  const { Connection } = (await import(file)) as {
    Connection: { prototype: DriverConnection & { [MARK]?: true } }
  }
  const { prototype } = Connection
  if (prototype[MARK]) return
  prototype[MARK] = true
  const cleanup = prototype.cleanup
  prototype.cleanup = function cleanupAndTell(error) {
    if (!this.closed) this.socket.destroy(error)
    cleanup.call(this, error)
  }
}

const MARK = Symbol.for('kcs.writes-broken-off')
