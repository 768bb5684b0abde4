// Typed lint. Rules with a reason: floating promises lose errors; clocks and unseeded randomness make findings unrepeatable.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const clocks = [
  { object: 'Math', property: 'random', message: 'Pass a seeded Rng (libs/tensor) instead.' },
  { object: 'Date', property: 'now', message: 'Take a clock from the caller; only apps read the time.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '**/*.mjs', '*.js', '*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-properties': ['error', ...clocks],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-console': 'error',
    },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.ort-spec.ts',
      '**/*.e2e-spec.ts',
      '**/*.server-spec.ts',
      '**/*.cases.ts',
      '**/*.spec.tsx',
    ],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['apps/api/**', 'apps/worker/**', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['apps/cli/**'], rules: { 'no-restricted-properties': 'off', 'no-console': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
);
