/** One runner for all tiers; what each tier needs (servers, browser) is made ready by tests/support/global-setup. */
const swc = [
  '@swc/jest',
  { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
]
// The MongoDB driver loads `os` by import(), which jest's module system only knows behind a Node flag: as require it works.
const mongodbAdapter = 'mongodb/lib/runtime_adapters\\.js$'

/** `npm run test:long` runs the long tests alone; `npm test` leaves them out. */
const long = process.env.KCS_TEST_LONG === '1'

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: [long ? '**/*.long.test.ts' : '**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(long ? [] : ['\\.long\\.test\\.ts$'])],
  transform: { '^.+\\.ts$': swc, [mongodbAdapter]: swc },
  transformIgnorePatterns: [`/node_modules/(?!.*${mongodbAdapter})`],
  // Far more than any needs on a machine that does nothing else.
  testTimeout: 120_000,
  runtime: '<rootDir>/tests/support/runtime.js',
  testSequencer: '<rootDir>/tests/support/longest-first.js',
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  // Many files wait more than they work, for claims, clocks and processes: a worker more than two cores keeps these busy.
  maxWorkers: long ? 2 : 3,
  workerIdleMemoryLimit: '1000MB',
}
