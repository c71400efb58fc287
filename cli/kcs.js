#!/usr/bin/env node
/** The `kcs` command: sets up what is missing in a checkout (packages, build), then runs what was built. */
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const mainFile = join(root, 'dist', 'cli', 'main.js')

async function main(args) {
  // An installation that holds no sources has nothing to build.
  if (existsSync(join(root, 'cli', 'main.ts'))) await require('../local/setup/set-up').setUp()
  return require(mainFile).main(args)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(`kcs: ${error.remedy ? `${error.message}. ${error.remedy}` : error.stack}`)
    process.exitCode = 1
  },
)
