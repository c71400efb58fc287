/**
 * Which room may import which. Everything not allowed here is forbidden; type-only imports count, unless the
 * rule says that types are enough. Run as a test by tests/architecture/imports.test.ts.
 */

const BUILT_INS = { dependencyTypesNot: ['core'] }
/** Wire the rooms together, and may import all of them but ui. */
const ROOTS = '^(api/main\\.ts$|workers/|local/|cli/|tests/|bench/)'
const PORTS =
  '^(connectors/connector\\.ts|notices/notice-channel\\.ts|documents/(store|pdf/[^/]+)\\.ts|database/)'

/** A rule that forbids a room everything but the given paths, and Node's built-ins where `builtIns` allows them. */
function only(room, from, allowed, comment, builtIns = {}) {
  return { name: room, comment, severity: 'error', from, to: { pathNot: allowed, ...builtIns } }
}

/** A rule that allows the given paths to be imported for their types and nothing else. */
function typesOnly(room, from, path, comment) {
  return {
    name: `${room}-types-only`,
    comment,
    severity: 'error',
    from,
    to: { path, dependencyTypesNot: ['type-only'] },
  }
}

const workflows = { path: '^workflows/' }
const activities = { path: '^activities/' }
const api = { path: '^api/', pathNot: ROOTS }
const ui = { path: '^ui/' }

module.exports = {
  forbidden: [
    only('domain', { path: '^domain/' }, '^domain/', 'domain imports itself and nothing else'),

    only(
      'workflows',
      workflows,
      '^(workflows|domain|activities)/|node_modules/@temporalio/(workflow|common)/',
      'workflows import domain, types of activities and @temporalio/workflow',
    ),
    typesOnly('workflows', workflows, '^activities/', 'a workflow knows activities by their types'),

    only(
      'activities',
      activities,
      `^(activities|domain)/|node_modules/@temporalio/activity/|${PORTS}`,
      'activities import domain, the ports and @temporalio/activity',
    ),
    typesOnly(
      'activities',
      activities,
      PORTS,
      'connectors, stores and repositories reach activities as arguments',
    ),

    only(
      'connectors',
      { path: '^connectors/' },
      '^(connectors|domain)/|node_modules/',
      'a connector imports domain and its port',
      BUILT_INS,
    ),
    {
      name: 'connectors-apart',
      comment: 'one filing system never imports another',
      severity: 'error',
      from: { path: '^connectors/([^/]+)/', pathNot: '^connectors/reference/' },
      to: { path: '^connectors/[^/]+/', pathNot: '^connectors/($1|reference)/' },
    },
    {
      name: 'connectors-registry',
      comment: 'what connectors share knows no single filing system; only the registry does',
      severity: 'error',
      from: { path: '^connectors/[^/]+\\.ts$', pathNot: '^connectors/index\\.ts$' },
      to: { path: '^connectors/[^/]+/' },
    },
    {
      name: 'connectors-reference-agents',
      comment: 'the connector does not know its reference agent',
      severity: 'error',
      from: { path: '^connectors/', pathNot: '^connectors/(reference/|[^/]+/reference-agent/)' },
      to: { path: '^connectors/(reference/|[^/]+/reference-agent/)' },
    },

    only(
      'notices',
      { path: '^notices/' },
      '^(notices|domain)/|node_modules/',
      'a channel imports domain and its port',
      BUILT_INS,
    ),
    {
      name: 'notices-apart',
      comment: 'one channel never imports another',
      severity: 'error',
      from: { path: '^notices/([^/]+)/' },
      to: { path: '^notices/[^/]+/', pathNot: '^notices/$1/' },
    },

    only(
      'documents',
      { path: '^documents/' },
      '^(documents|domain)/|node_modules/',
      'documents imports domain and its port',
      BUILT_INS,
    ),

    only(
      'database',
      { path: '^database/' },
      '^(database|domain)/|node_modules/(mongoose|mongodb)/',
      'database imports domain and Mongoose',
    ),
    {
      name: 'mongoose',
      comment: 'database is the only room that knows Mongoose; composition roots hand its connection on',
      severity: 'error',
      from: { pathNot: `^database/|${ROOTS}` },
      to: { path: 'node_modules/(mongoose|mongodb)/' },
    },

    only(
      'api',
      api,
      `^(api|domain)/|^workflows/(manifests?|[^/]+/(messages|manifest))\\.ts$|node_modules/|${PORTS}`,
      'api imports domain, manifests and messages of flows, the ports, repositories and the Temporal client',
      BUILT_INS,
    ),
    typesOnly('api-documents', api, '^documents/', 'stores and papers reach the API as arguments'),
    typesOnly('api', api, '^connectors/', 'connectors reach the API as arguments'),
    {
      name: 'api-temporal',
      comment: 'of Temporal the API needs the client only',
      severity: 'error',
      from: api,
      to: { path: 'node_modules/@temporalio/', pathNot: 'node_modules/@temporalio/(client|common)/' },
    },

    only(
      'ui',
      ui,
      '^(ui|domain)/|^api/routes/[^/]+/[^/]+/(schema|[^/]+-schema)\\.ts$|node_modules/',
      'ui imports domain and types of the routes',
      BUILT_INS,
    ),
    typesOnly('ui', ui, '^api/', 'ui imports types of the routes only'),
    {
      name: 'not-to-ui',
      comment: 'nobody imports ui',
      severity: 'error',
      from: { pathNot: '^(ui|tests/ui)/' },
      to: { path: '^ui/' },
    },

    only(
      'config',
      { path: '^config/' },
      '^(config|domain)/|node_modules/',
      'config imports domain at most',
      BUILT_INS,
    ),
    {
      name: 'not-to-roots',
      comment: 'composition roots import the rooms, never the other way round',
      severity: 'error',
      from: { pathNot: `${ROOTS}` },
      to: { path: ROOTS },
    },
    {
      name: 'not-to-tests',
      comment: 'no room is built on its tests',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'no-circles',
      comment: 'modules that import each other cannot be read one by one',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'every import is there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: '^(dist|\\.local|ui/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
