import { readdirSync } from 'node:fs';

import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// The arrows: app > features > components > lib. A feature knows no other feature; what two need lies lower.
const features = readdirSync(new URL('./src/features/', import.meta.url));
const noImport = (group, message) => ['error', { patterns: [{ group, message }] }];
const borders = [
  { files: ['src/lib/**'], group: ['@/app/**', '@/features/**', '@/components/**'], message: 'lib knows nothing above it.' },
  { files: ['src/components/**'], group: ['@/app/**', '@/features/**'], message: 'components know lib alone.' },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    group: ['@/app/**', '@/features/*', `!@/features/${feature}`, '../../../*', '../../*/*', `!../../${feature}/*`],
    message: 'A feature knows no other feature and nothing above it.',
  })),
];

export default tseslint.config(
  { ignores: ['node_modules', 'src/lib/wire/types.ts', 'test-results', 'playwright-report'] },
  tseslint.configs.recommended,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXOpeningElement[name.name=/(Outlined|Filled)$/]:not(:has(JSXAttribute[name.name='aria-hidden']))",
          message: 'An icon lends its name to what it stands in ("edit Edit"): give it aria-hidden, and words beside it.',
        },
      ],
      // It warns of TanStack Virtual, whose result is not kept in memos here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  // What Playwright calls `use` is no hook.
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  ...borders.map(({ files, group, message }) => ({
    files,
    rules: { 'no-restricted-imports': noImport(group, message) },
  })),
);
