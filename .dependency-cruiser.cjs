/** Who may import whom: one named rule for each folder of docs/decisions/001-house.md. */
const folders = [
  'domain',
  'plans',
  'workflows',
  'commands',
  'activities',
  'worker',
  'server',
  'web',
  'documents',
  'platform',
  'cli',
  'test',
  'bench',
];

const allowed = {
  domain: [],
  plans: ['domain'],
  workflows: ['domain', 'activities'],
  commands: ['domain', 'plans', 'platform'],
  activities: ['domain', 'plans', 'documents', 'commands', 'platform'],
  server: ['domain', 'plans', 'documents', 'commands', 'platform'],
  documents: ['domain', 'plans'],
  platform: ['domain'],
  web: ['domain', 'server/contract'],
};

const arrows = Object.entries(allowed).map(([from, to]) => ({
  name: `${from}-imports-only-${to.length ? to.map((t) => t.replace('/', '-')).join('-and-') : 'itself'}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: `^(${folders.join('|')})/`,
    pathNot: [from, ...to].map((folder) => `^${folder}/`),
  },
}));

module.exports = {
  forbidden: [
    ...arrows,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'workflows-take-only-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-uses-only-sandbox-safe-libraries',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: ['node_modules/luxon', 'node_modules/zod', 'node_modules/@types'] },
    },
    {
      name: 'only-config-reads-the-environment-files',
      severity: 'error',
      from: { pathNot: '^(platform|scripts|bin|test|bench)/' },
      to: { path: '^(dotenv)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|generated|web/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
