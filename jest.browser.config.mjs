// The browser suite: the built product, a real Chromium, one test file after the other.
import base from './jest.config.mjs';

const { transform, extensionsToTreatAsEsm, moduleNameMapper, modulePathIgnorePatterns } =
  base.projects[0];

export default {
  rootDir: import.meta.dirname,
  transform,
  extensionsToTreatAsEsm,
  moduleNameMapper,
  modulePathIgnorePatterns,
  displayName: 'browser',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/apps/e2e/src/**/*.spec.ts'],
  testTimeout: 180_000,
  maxWorkers: 1,
};
