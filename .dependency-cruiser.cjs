/**
 * The house's walls. Imports go down the tiers; inside a tier only along the listed arrows; each outside
 * library has one gatekeeper. A rule's comment says what to do instead.
 */
const tiers = [
  ['tensor', 'onnx', 'autodiff', 'stats', 'contracts'],
  ['runtime', 'training', 'models', 'datasets'],
  [
    'audit',
    'probes',
    'detectors',
    'defenses',
    'metrics',
    'methods',
    'catalog',
    'report',
    'evidence',
    'verifier',
    'compliance',
    'zoo',
    'exam',
  ],
  ['client', 'hosting', 'orchestration', 'persistence', 'platform', 'queue', 'storage'],
];
const arrows = {
  onnx: ['tensor'],
  autodiff: ['onnx', 'tensor'],
  stats: ['tensor'],
  training: ['runtime'],
  models: ['runtime', 'training', 'datasets'],
  probes: ['audit', 'metrics'],
  detectors: ['audit'],
  defenses: ['audit'],
  metrics: ['audit'],
  catalog: ['probes', 'detectors', 'defenses', 'metrics', 'audit'],
  report: ['audit'],
  verifier: ['evidence'],
  zoo: ['methods', 'defenses'],
  exam: ['audit'],
  persistence: ['platform'],
  orchestration: ['persistence', 'platform', 'queue', 'storage'],
  client: [],
};
const lib = (names) => `^libs/(${names.join('|')})/`;
const tests = '\\.(spec|ort-spec|e2e-spec|server-spec)\\.tsx?$';

const tierRules = tiers.flatMap((tier, level) =>
  tier.map((name) => {
    const above = tiers.slice(level + 1).flat();
    const beside = tier.filter((other) => other !== name && !(arrows[name] ?? []).includes(other));
    return {
      name: `imports-of-${name}`,
      severity: 'error',
      comment: `libs/${name} may import lower tiers and ${(arrows[name] ?? ['nothing']).join(', ')} of its own. Move shared code one tier down.`,
      from: { path: `^libs/${name}/src/`, pathNot: tests },
      to: { path: lib([...above, ...beside].length ? [...above, ...beside] : ['none']) },
    };
  }),
);

const gatekeepers = [
  ['onnxruntime-node', ['runtime']],
  ['@huggingface/transformers', ['models']],
  ['sharp', ['datasets']],
  ['esbuild', ['verifier']],
  ['pg', ['persistence']],
  ['typeorm', ['persistence']],
  ['bullmq', ['queue']],
  ['ioredis', ['queue']],
  ['react', ['report']],
  ['react-dom', ['report']],
  ['vega', ['report']],
  ['vega-lite', ['report']],
  ['pdfkit', ['report']],
  ['svg-to-pdfkit', ['report']],
  ['fontkit', ['report']],
  ['@aws-sdk/client-s3', ['storage']],
  ['@opentelemetry', ['platform']],
  ['pkijs', ['evidence']],
  ['asn1js', ['evidence']],
  ['modern-tar', ['evidence']],
  ['age-encryption', ['evidence']],
].map(([library, rooms]) => ({
  name: `gatekeeper-of-${library.replace(/[@/]/g, '')}`,
  severity: 'error',
  comment: `Only libs/${rooms.join(', libs/')} may import ${library}: call what it exports.`,
  from: { path: '^(libs|apps)/', pathNot: [...rooms.map((room) => `^libs/${room}/`), tests] },
  to: { path: `node_modules/${library}/` },
}));

module.exports = {
  forbidden: [
    ...tierRules,
    ...gatekeepers,
    {
      name: 'plug-ins-are-handed-their-model',
      severity: 'error',
      comment: 'Plug-ins use `import type` from tier 1, so that the catalogue loads without onnxruntime.',
      from: { path: lib(['audit', 'probes', 'detectors', 'defenses', 'metrics', 'catalog', 'report']), pathNot: tests },
      to: { path: lib(['runtime', 'training', 'models', 'datasets']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-parent-loads-no-engine',
      severity: 'error',
      comment: 'Only the child modules of apps open models: libs/hosting uses `import type` from tier 1.',
      from: { path: lib(['hosting']), pathNot: tests },
      to: { path: lib(['runtime', 'training', 'models', 'datasets']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gatekeeper-of-the-hub',
      severity: 'error',
      comment: 'Only apps/cli/src/hub downloads: it allows hosts, keeps the token at home and checks digests.',
      from: { path: '^(libs|apps)/', pathNot: '^apps/cli/src/hub/' },
      to: { path: 'node_modules/@huggingface/hub/' },
    },
    {
      name: 'libs-are-imported-by-name',
      severity: 'error',
      comment: "From outside, import '@palimpsest/<lib>': its index lists what is public.",
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'no-index-from-inside',
      severity: 'error',
      comment: 'Inside a lib import the file, never the lib’s own index.',
      from: { path: '^libs/([^/]+)/src/(?!index)', pathNot: tests },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'apps-stay-apart',
      severity: 'error',
      comment: 'Apps share code through libs.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      comment: 'Move what the lib needs into a lib.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move the shared idea into a file of its own.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/golden/', '\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
