// What every reference agent does as a process of its own: says where it is, and ends with its parent.

/**
 * Prints one JSON line with the agent's addresses, tells a parent process the same, and stops cleanly on SIGTERM,
 * SIGINT, or when the parent is gone.
 */
export function serveUntilEnd(agent: { stop(): Promise<void> }, addresses: Record<string, string>): void {
  console.log(JSON.stringify(addresses))
  process.send?.(addresses)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    agent.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
}

/** An option by its flag or its environment variable, or the default. */
export function setting(
  flags: Readonly<Record<string, string | boolean | undefined>>,
  flag: string,
  variable: string,
  otherwise: string,
): string {
  const given = flags[flag]
  return typeof given === 'string' ? given : (process.env[variable] ?? otherwise)
}
