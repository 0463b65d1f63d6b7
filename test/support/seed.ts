import { configureGlobal } from 'fast-check';

/** Generated cases are the same in every run, so that a change is judged by the change alone; another TEST_SEED tries others. */
configureGlobal({ seed: Number(process.env.TEST_SEED ?? 20_260_301) });
