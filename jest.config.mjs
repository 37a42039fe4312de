// One Jest run over every workspace: libs as pure tables, the server over HTTP, the dashboard in jsdom.
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const shared = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: {
    '^@trackwarden/(contracts|protocol|safe-fetch|scoring)$': '<rootDir>/libs/$1/src/index.ts',
    '^@trackwarden/conformance$': '<rootDir>/apps/conformance/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
};

const lib = (name) => ({
  ...shared,
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/libs/${name}/src/**/*.spec.ts`],
});

export default {
  maxWorkers: 2,
  // modules of a spec are not freed while its worker lives: a fresh one costs less than a full one
  workerIdleMemoryLimit: '1GB',
  projects: [
    lib('contracts'),
    lib('protocol'),
    lib('safe-fetch'),
    lib('scoring'),
    {
      ...shared,
      displayName: 'server',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/apps/server/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'conformance',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/apps/conformance/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'evaluate',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/apps/evaluate/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'dashboard',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/dashboard/src/**/*.spec.{ts,tsx}'],
      moduleNameMapper: {
        ...shared.moduleNameMapper,
        '\\.css$': '<rootDir>/apps/dashboard/test/empty.mjs',
      },
    },
  ],
};
