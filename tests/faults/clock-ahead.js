// Loaded before a process (`node --require`): its clock runs ahead by KCS_TEST_AHEAD_MS, as on a machine that is set wrong,
// and from SIGUSR2 on by KCS_TEST_LATER_MS, as on one that is set wrong while the process runs.
let ahead = Number(process.env.KCS_TEST_AHEAD_MS ?? 0)
process.on('SIGUSR2', () => {
  ahead = Number(process.env.KCS_TEST_LATER_MS ?? 0)
})
const now = () => RealDate.now() + ahead
const RealDate = Date

// A proxy, for libraries ask whether a type is Date, and for its name.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})
