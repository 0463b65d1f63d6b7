/** Databases of one test run are named by its process, so that two runs never meet. */
export const templateName = () => `red_bridge_test_${process.env.TEST_RUN}`;
export const workerDatabase = (worker: number | string) => `${templateName()}_${worker}`;

/** Where a jest worker finds the URL of its database in the environment. */
export const urlVariable = (worker: number | string) => `TEST_URL_${worker}`;
