/**
 * Which room may import which: the third column of the table of the house. Everything not allowed here is forbidden.
 * Imports of types count, unless a rule says that types are enough. tests/architecture/imports.test.ts runs the rules
 * over the project, and shows that each of them notices a breach.
 */

/** Single files that put the rooms together; the rules of their rooms do not hold for them. */
const ROOTS = '^(api|workers|cli|local)/main\\.ts$'
/** Rooms outside the product, which may import everything. */
const BESIDE = '^(tests|bench)/'
/** What services and activities know of the other rooms: types of their ports. */
const PORTS =
  '^(connectors/(collect|connector|report|webhook)|notices/channel|documents/(store|scanner|pdf/[^/]+)|secrets/port|temporal/runs)\\.ts$|^database/'
/** What the API and `temporal` know of workflows. */
const MESSAGES = '^workflows/(manifest|[^/]+/(messages|manifest))\\.ts$'
/** Files of the API whose types say what requests and responses look like. */
const SCHEMAS = '^api/routes/[^/]+/[^/]+/(schema|[^/]+-schema)\\.ts$|^api/routes/common/[^/]+-schema\\.ts$'

/** Forbids a room everything but `allowed`; Node's own modules are imported only `withNode`. */
function only(room, allowed, comment, { withNode = false } = {}) {
  return {
    name: room,
    comment,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: `${ROOTS}|^cli/kcs\\.js$` },
    to: { pathNot: allowed, ...(withNode ? { dependencyTypesNot: ['core'] } : {}) },
  }
}

/** Of what `path` names the room may import types, and nothing else. */
function typesOnly(room, name, path, comment) {
  return {
    name: `${room}-${name}`,
    comment,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: ROOTS },
    to: { path, dependencyTypesNot: ['type-only'] },
  }
}

/** Keeps a package to the rooms that `from` names. */
function keptTo(name, from, packages, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { pathNot: `${from}|${BESIDE}` },
    to: { path: `node_modules/${packages}/` },
  }
}

const withNode = { withNode: true }

module.exports = {
  forbidden: [
    only('domain', '^domain/', 'domain imports itself and nothing else'),

    only('services', `^(services|domain)/|${PORTS}`, 'services import domain and the types of ports'),
    typesOnly('services', 'types-only', PORTS, 'ports reach services as arguments'),

    only(
      'workflows',
      '^(workflows|domain|activities)/|node_modules/@temporalio/(workflow|common)/',
      'workflows import domain, types of activities and @temporalio/workflow',
    ),
    typesOnly('workflows', 'types-only', '^activities/', 'a workflow knows activities by their types'),

    only(
      'activities',
      `^(activities|services|domain)/|node_modules/@temporalio/activity/|${PORTS}`,
      'activities import services, domain, the types of ports and @temporalio/activity',
    ),
    typesOnly('activities', 'types-only', PORTS, 'ports reach activities as arguments'),

    only(
      'temporal',
      `^(temporal|domain)/|${MESSAGES}|node_modules/@temporalio/(client|common)/`,
      'temporal imports domain, messages and manifests of workflows, and the Temporal client',
    ),

    only(
      'connectors',
      '^(connectors|domain)/|node_modules/',
      'a connector imports domain and its port',
      withNode,
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
      from: { path: '^connectors/([^/]+\\.ts$|reference/)', pathNot: '^connectors/index\\.ts$' },
      to: { path: '^connectors/[^/]+/', pathNot: '^connectors/reference/' },
    },
    {
      name: 'connectors-reference-agents',
      comment: 'the connector does not know its reference agent',
      severity: 'error',
      from: { path: '^connectors/', pathNot: '^connectors/(reference/|[^/]+/reference-agent/)' },
      to: { path: '^connectors/(reference/|[^/]+/reference-agent/)' },
    },

    only('notices', '^(notices|domain)/|node_modules/', 'a channel imports domain and its port', withNode),
    {
      name: 'notices-apart',
      comment: 'one channel never imports another',
      severity: 'error',
      from: { path: '^notices/([^/]+)/' },
      to: { path: '^notices/[^/]+/', pathNot: '^notices/$1/' },
    },

    only(
      'documents',
      '^(documents|domain)/|node_modules/',
      'documents imports domain and its port',
      withNode,
    ),
    only('secrets', '^(secrets|domain)/|node_modules/', 'secrets imports domain and its port', withNode),
    only(
      'database',
      '^(database|domain)/|node_modules/(mongoose|mongodb)/',
      'database imports domain and Mongoose',
    ),

    {
      name: 'database-apart',
      comment:
        'a repository touches its own collection; audit log and search table have one writer each, and of these the ' +
        'search table and the staging of an import read others',
      severity: 'error',
      from: {
        path: '^database/(letters|directory|access)/([^/]+)/',
        pathNot: '^database/directory/(import/[^/]+|search/upkeep)\\.ts$',
      },
      to: {
        path: '^database/(letters|directory|access)/[^/]+/',
        pathNot: '^database/($1/$2|access/audit|directory/search)/',
      },
    },

    only(
      'api',
      `^(api|services|domain)/|${MESSAGES}|node_modules/|${PORTS}`,
      'api imports services, domain, the types of ports, and manifests',
      withNode,
    ),
    typesOnly('api', 'types-only', PORTS, 'ports reach the API as arguments'),

    only(
      'workers',
      `^(workers|process|workflows|activities|services|domain)/|node_modules/(@temporalio/worker|pino|smtp-server|mailparser)/|${PORTS}`,
      'workers import process, workflows, activities and services',
      withNode,
    ),
    typesOnly('workers', 'types-only', PORTS, 'ports reach workers by way of process'),

    {
      name: 'process',
      comment: 'process puts all rooms together but ui, local and cli',
      severity: 'error',
      from: { path: '^process/' },
      to: { path: '^(ui|local|cli)/' },
    },

    only(
      'ui',
      `^(ui|domain)/|${SCHEMAS}|node_modules/`,
      'ui imports domain and the types of API schemas',
      withNode,
    ),
    typesOnly('ui', 'types-only', '^api/', 'ui imports types of API schemas only'),
    {
      name: 'not-to-ui',
      comment: 'nobody imports ui',
      severity: 'error',
      from: { pathNot: '^(ui|tests/ui)/' },
      to: { path: '^ui/' },
    },

    only(
      'local',
      `^(local|process|domain)/|${SCHEMAS}|${MESSAGES}|node_modules/`,
      'local imports process and domain',
      withNode,
    ),
    {
      name: 'not-to-local',
      comment: 'nothing outside local imports it, but the command that sets up and examines this machine',
      severity: 'error',
      from: { pathNot: `^local/|${ROOTS}|^cli/kcs\\.js$|${BESIDE}` },
      to: { path: '^local/' },
    },

    only(
      'cli',
      `^(cli|process|domain)/|${SCHEMAS}|^connectors/(conformance|connector|document-source)\\.ts$|node_modules/`,
      'the command imports process, domain, API schemas and the conformance kit',
      withNode,
    ),
    only('config', '^(config|domain)/|node_modules/', 'config imports domain at most', withNode),

    keptTo(
      'mongoose',
      '^(database/|local/(mongodb/|servers\\.ts))',
      '(mongoose|mongodb)',
      'database is the only room that knows Mongoose; local knows the server that it starts',
    ),
    keptTo(
      'temporal-client',
      '^(temporal/|process/namespace\\.ts$)',
      '@temporalio/client',
      'temporal is the only room that reaches runs; the namespace is made ready before there are any',
    ),
    keptTo(
      'temporal-worker',
      '^(workers/|process/worker\\.ts|local/temporal/)',
      '@temporalio/worker',
      'workers alone run workflows and activities; process puts them together, local starts the server',
    ),
    keptTo('argon2', '^secrets/', '@node-rs/argon2', 'secrets is the only room that hashes passwords'),
    keptTo('koa', '^(api|connectors)/', '(koa|@koa)', 'HTTP is spoken by the API and by reference agents'),

    {
      name: 'not-to-roots',
      comment: 'composition roots import the rooms, never the other way round',
      severity: 'error',
      from: { pathNot: BESIDE },
      to: { path: ROOTS },
    },
    {
      name: 'api-and-workers-apart',
      comment: 'api and workers share what stands in process, and nothing of each other',
      severity: 'error',
      from: { path: '^(api|workers)/' },
      to: { path: '^(api|workers)/', pathNot: '^$1/' },
    },
    {
      name: 'not-to-tests',
      comment: 'no room is built on its tests',
      severity: 'error',
      from: { pathNot: BESIDE },
      to: { path: BESIDE },
    },
    {
      name: 'no-circles',
      comment: 'modules that import each other cannot be read one by one',
      severity: 'error',
      from: {},
      to: { circular: true },
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
