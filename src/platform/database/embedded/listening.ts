/** A client's wish to hear a channel, or no longer to hear it; `*` is every channel. */
export interface Listening {
  readonly verb: 'LISTEN' | 'UNLISTEN';
  readonly channel: string;
}

const PATTERN = /^\s*((?:un)?listen)\s+(?:"((?:[^"]|"")+)"|([a-z_][\w$]*)|(\*))\s*;?\s*$/i;

export function listeningIn(sql: string): Listening | undefined {
  const [, verb, quoted, plain] = PATTERN.exec(sql) ?? [];
  if (!verb) return undefined;
  const isListen = verb.toUpperCase() === 'LISTEN';
  const channel = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '*';
  return { verb: isListen ? 'LISTEN' : 'UNLISTEN', channel };
}
