// Ends quietly when the reader of the output has gone, as in `kcs ... | head`.

/**
 * Ends the process quietly, with exit code 0, when a stream has no reader any more. Other faults of the stream are
 * thrown.
 */
export function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}
