import base from '../jest.config.js';

const { testEnvironment, extensionsToTreatAsEsm, transform } = base;

/** The pages in a browser, against the built service: apart from the rest, as they need the build and Chromium. */
export default {
  rootDir: '../..',
  roots: ['<rootDir>/test/web'],
  testEnvironment,
  extensionsToTreatAsEsm,
  transform,
  testTimeout: 120_000,
  maxWorkers: 1,
};
