import { CompiledQuery } from 'kysely';
import {
  PostgreSqlConnection,
  PostgreSqlDriver,
  type AnyEntity,
  type EntityData,
  type QueryResult,
} from '@mikro-orm/postgresql';
import { bind } from './bound.ts';
import { isOpening } from './late-begin.ts';

/** More values than anybody would prepare a statement for: they are written into its text. */
const MOST_VALUES = 200;

/** The ORM's driver, with values bound instead of written into the text of statements. */
export class BindingDriver extends PostgreSqlDriver {
  protected override readonly connection = new BindingConnection(this.config);
}

class BindingConnection extends PostgreSqlConnection {
  override async execute<
    T extends QueryResult | EntityData<AnyEntity> | EntityData<AnyEntity>[] =
      EntityData<AnyEntity>[],
  >(...asking: Parameters<PostgreSqlConnection['execute']>): Promise<T> {
    const [asked, params = [], method = 'all', ctx, logging] = asking;
    const { text, values } = bind(this.platform, asked, params);
    if (values.length === 0 || values.length > MOST_VALUES || isOpening(text))
      return super.execute<T>(...asking);
    await this.ensureConnection();
    const ask = async (): Promise<T> => {
      const compiled = CompiledQuery.raw(text, [...values]);
      return this.transformRawResult<T>(
        await (ctx ?? this.getClient()).executeQuery(compiled),
        method,
      );
    };
    return this.executeQuery(text, ask, { query: text, ...logging });
  }
}
