// Lint: types, floating promises, exhaustive switches, and the walls of the house, each with its reason.
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import prettier from 'eslint-config-prettier';
import { importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const libs = ['contracts', 'protocol', 'safe-fetch', 'scoring'];
const stages = ['receive', 'evaluate', 'moderate', 'publish', 'notify', 'send'];

const pureLib = (name) => ({
  files: [`libs/${name}/src/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['node:*', 'undici', 'pg', '@nestjs/*'],
            message: `${name} is pure: values in, values out. Read and write in an app.`,
          },
          { group: ['@trackwarden/*'], message: 'No lib imports another lib: an app joins them.' },
        ],
      },
    ],
    'no-restricted-globals': [
      'error',
      { name: 'fetch', message: `${name} is pure: no network.` },
      { name: 'process', message: `${name} is pure: settings come in as arguments.` },
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: `${name} has no clock: time is an argument.` },
      { object: 'Math', property: 'random', message: `${name} is deterministic.` },
    ],
  },
});

const onlyOutgoing =
  'Requests to the outside go through outgoing.ts, and so through safe-fetch: an address that a stranger chose must be checked, pinned and bounded.';

// every module that opens a connection, and the libraries that wrap one
const builtinWaysOut = ['http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises'].flatMap(
  (name) => [name, `node:${name}`],
);
const libraryWaysOut = [
  'undici',
  'axios',
  'got',
  'ky',
  'needle',
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'superagent',
  'request',
  'phin',
  'ws',
  'eventsource',
];
const waysOut = [...builtinWaysOut, ...libraryWaysOut].map((name) => ({
  name,
  message: onlyOutgoing,
}));
const netOnlyFor = (...names) =>
  ['net', 'node:net'].map((name) => ({
    name,
    allowImportNames: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', ...names],
    message: onlyOutgoing,
  }));
const globalWaysOut = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];
const suiteIsForSpecs = {
  name: '@trackwarden/conformance',
  message: 'The conformance suite tries the server from outside: only its specs use it.',
};
const pagesAreMarkup = {
  name: '@trackwarden/protocol',
  importNames: ['escapeXml'],
  message: 'Write pages as markup`…`: what is put into it is escaped by itself.',
};
const canParse = {
  selector: 'CallExpression[callee.object.name=URL][callee.property.name=canParse]',
  message:
    "Node 20's compiled URL.canParse calls every Latin-1 host name invalid: catch new URL().",
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist-types/**',
      '**/node_modules/**',
      '.nx/**',
      'data/**',
      'reports/**',
      'coverage/**',
      '**/*.generated.ts',
      'apps/dashboard/vite.config.ts',
      'apps/dashboard/public/**',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: [
          'libs/*/tsconfig.json',
          'apps/*/tsconfig.json',
          'apps/*/tsconfig.spec.json',
          'tsconfig.spec.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // an entity or an option object is a shape; its class is only where the decorators stand
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // an empty title falls back like a missing one
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': ['error', canParse],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: [] },
            // the suite is for the specs of the server, which lint tells apart below
            {
              sourceTag: 'scope:server',
              onlyDependOnLibsWithTags: ['type:lib', 'scope:conformance'],
            },
            { sourceTag: 'scope:dashboard', onlyDependOnLibsWithTags: ['scope:contracts'] },
            {
              sourceTag: 'scope:conformance',
              onlyDependOnLibsWithTags: ['scope:contracts', 'scope:protocol'],
            },
            { sourceTag: 'scope:e2e', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'scope:bench', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'scope:evaluate', onlyDependOnLibsWithTags: ['scope:scoring'] },
          ],
        },
      ],
    },
  },
  pureLib('protocol'),
  pureLib('scoring'),
  pureLib('contracts'),
  {
    files: ['libs/safe-fetch/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@trackwarden/*'],
              message: 'No lib imports another lib: an app joins them.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/server/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...globalWaysOut.map((name) => ({ name, message: onlyOutgoing })),
      ],
      'no-restricted-properties': [
        'error',
        ...globalWaysOut.map((property) => ({
          object: 'globalThis',
          property,
          message: onlyOutgoing,
        })),
      ],
      'no-restricted-imports': [
        'error',
        { paths: [...waysOut, ...netOnlyFor(), pagesAreMarkup, suiteIsForSpecs] },
      ],
      'no-restricted-syntax': [
        'error',
        canParse,
        {
          selector:
            'ImportExpression[source.value=/^(node:)?(https?|http2|net|tls|dgram|dns)(\\u002f|$)/]',
          message: onlyOutgoing,
        },
      ],
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: stages.map((stage) => ({
            target: `./apps/server/src/${stage}`,
            from: stages
              .filter((other) => other !== stage)
              .map((other) => `./apps/server/src/${other}`),
            message: 'A stage never imports another stage: they meet in pings/ and through rows.',
          })),
        },
      ],
    },
  },
  {
    // asks name servers that the system or the owner names, for names in zones that the owner names
    files: ['apps/server/src/lookups/name-servers.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...waysOut.filter(({ name }) => name !== 'node:dns/promises'),
            ...netOnlyFor(),
            suiteIsForSpecs,
          ],
        },
      ],
    },
  },
  {
    // asks whether a port of loopback is free, by listening on it
    files: ['apps/server/src/database/embedded/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [...waysOut, ...netOnlyFor('createServer'), suiteIsForSpecs] },
      ],
    },
  },
  {
    files: ['apps/dashboard/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': [
        'error',
        canParse,
        {
          selector:
            'JSXOpeningElement[name.name=/^(a|area|img|iframe|form|object|embed)$/] > JSXAttribute[name.name=/^(href|src|srcSet|srcDoc|action|data)$/] > JSXExpressionContainer',
          message:
            'An address from outside may be of any scheme: ExternalLink, OwnDownload, OwnPicture and InertFrame of ui/ know which may stand here.',
        },
        {
          selector: 'JSXAttribute[name.name=dangerouslySetInnerHTML]',
          message: 'Markup of a stranger never becomes markup of the dashboard.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: libs
            .filter((lib) => lib !== 'contracts')
            .map((lib) => ({
              group: [`@trackwarden/${lib}`],
              message: 'The dashboard knows the server by its contracts alone.',
            })),
        },
      ],
    },
  },
  {
    // the only places that put an address into an element
    files: ['apps/dashboard/src/ui/{external-link,own-download,own-picture,inert-frame}.tsx'],
    rules: { 'no-restricted-syntax': ['error', canParse] },
  },
  {
    files: ['**/*.spec.{ts,tsx}', '**/test/**/*.ts', 'apps/e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/require-await': 'off',
      // a fixture is read as the shape that the test says it has
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.config.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'import-x/no-default-export': 'off' },
  },
  prettier,
);
