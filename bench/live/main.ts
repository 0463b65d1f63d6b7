import { execSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './figures.ts';
import { measureFanOut } from './fanning.ts';
import { measureLoops } from './loops.ts';
import { measureOffers } from './offering.ts';
import { measurePositions } from './positions.ts';
import { measureReads } from './reading.ts';
import { openStage, type Stage } from './stage.ts';

const measures: Readonly<Record<string, (stage: Stage) => Promise<Figure[]>>> = {
  offers: measureOffers,
  positions: measurePositions,
  reads: measureReads,
  fanout: measureFanOut,
  loops: measureLoops,
};

const { values } = parseArgs({
  options: {
    /** A PostgreSQL server with PostGIS where databases may be made and removed; absent: the embedded database. */
    server: { type: 'string' },
    riders: { type: 'string', default: '80,800,8000' },
    only: { type: 'string', default: Object.keys(measures).join(',') },
  },
});

const commit = execSync('git rev-parse --short HEAD').toString().trim();
const figures: Figure[] = [];
for (const riders of values.riders.split(',').map(Number)) {
  const stage = await openStage({ server: values.server, riders });
  for (const name of values.only.split(',')) {
    const measured = await measures[name]!(stage);
    figures.push(...measured.map((figure) => ({ database: stage.database, riders, ...figure })));
    console.table(measured.map((figure) => ({ riders, ...figure })));
  }
  await stage.stop();
}
console.log(JSON.stringify({ commit, cores: cpus().length, processor: cpus()[0]?.model, figures }));
