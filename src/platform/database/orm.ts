import type { Pool } from 'pg';
import {
  DataloaderType,
  MikroORM,
  type EntityClass,
  type PostgreSqlDriver,
} from '@mikro-orm/postgresql';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { BindingDriver } from './binding.ts';
import { beginLate } from './late-begin.ts';
import { forgetTheDead } from './pool.ts';
import { prepareOften } from './preparing.ts';

const driver: typeof PostgreSqlDriver = BindingDriver;

/** Opens the pool. Entities only describe tables; the tables themselves come from `migrations/`. */
export async function openDatabase(
  url: string,
  entities: readonly EntityClass<object>[],
): Promise<MikroORM> {
  return MikroORM.init({
    driver,
    clientUrl: url,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    dataloader: DataloaderType.ALL,
    sessionContext: 'transaction',
    forceUtcTimezone: true,
    pool: { min: 0, max: 10, idleTimeoutMillis: 30_000 },
    discovery: { warnWhenNoEntities: false },
    driverOptions: {
      application_name: 'red-bridge',
      // Nobody waits long for a lock. Our statements are short: compiling one took 10 ms where running it took 5.
      options: '-c lock_timeout=3s -c jit=off',
      connectionTimeoutMillis: 10_000,
      query_timeout: 60_000,
      keepAlive: true,
      // How a statement is answered is worked out anew when tables have grown.
      maxLifetimeSeconds: 900,
      pipeline: true,
      onPoolCreated: (pool: Pool) => {
        forgetTheDead(pool);
        prepareOften(pool);
        beginLate(pool);
      },
    },
  });
}
