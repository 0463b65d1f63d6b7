import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { unusable } from './unusable.ts';

/** What a command may be told: options with a value, and those that are there or not. */
interface Known<Text extends string, Flag extends string> {
  readonly texts: readonly Text[];
  readonly flags: readonly Flag[];
}

export type Options<Text extends string, Flag extends string> = {
  readonly [name in Text]?: string;
} & { readonly [name in Flag]: boolean };

/** Reads the options of a command; the last of equal ones counts. Refuses what it does not know. */
export function optionsOf<Text extends string, Flag extends string>(
  { texts, flags }: Known<Text, Flag>,
  args: readonly string[] = process.argv.slice(2),
): Options<Text, Flag> {
  const names: readonly string[] = [...texts, ...flags];
  const found: Record<string, string | boolean> = Object.fromEntries(
    flags.map((flag) => [flag, false]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    // Told apart here, so that `--ready-sd -5` is a number that is refused, and every refusal is a sentence of ours.
    strict: false,
    tokens: true,
    options: Object.fromEntries([
      ...texts.map((name) => [name, { type: 'string' as const }]),
      ...flags.map((name) => [name, { type: 'boolean' as const }]),
    ]),
  });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refusePositional(token.value);
    const { rawName, name, value, inlineValue } = token;
    if (!names.includes(name)) return refuseUnknown(rawName, names);
    if ((flags as readonly string[]).includes(name)) {
      if (value !== undefined)
        return unusable(`${rawName} 不带值`, `${rawName} takes no value, but was given ${value}`);
      found[name] = true;
    } else {
      if (value === undefined || (!inlineValue && value.startsWith('--')))
        return unusable(`${rawName} 后面缺少值`, `${rawName} needs a value behind it`);
      found[name] = value;
    }
  }
  return found as Options<Text, Flag>;
}

function refusePositional(value: string): never {
  return unusable(
    `不知道“${value}”是什么：选项要写在 -- 之后，例如 npm run bench:… -- --help`,
    `"${value}" belongs to no option: options come behind a --, as in npm run bench:… -- --help`,
  );
}

function refuseUnknown(rawName: string, names: readonly string[]): never {
  const list = names.map((name) => `--${name}`).join(' ');
  return unusable(`没有选项 ${rawName}；可用：${list}`, `no option ${rawName}; there are ${list}`);
}

/** A value that must be given. */
export function needed(name: string, value: string | undefined): string {
  return (
    value ||
    unusable(
      `缺少 --${name}（--help 显示用法）`,
      `--${name} is missing (--help tells what it is for)`,
    )
  );
}

/** A path as the person typed it: `npm run` itself goes to the root of the project and leaves where it was called. */
export function pathOf(typed: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
  return resolve(script?.startsWith('bench:') && calledIn ? calledIn : '.', typed);
}

/** Which numbers an option takes. */
export interface Range {
  readonly atLeast: number;
  readonly below: number;
  readonly whole?: boolean;
}

/** The number an option says. */
export function numberOf(name: string, value: string, { atLeast, below, whole }: Range): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (number >= atLeast && number < below && (!whole || Number.isInteger(number))) return number;
  return unusable(
    `--${name} 应为${whole ? '整数' : '数字'}，不小于 ${atLeast}，小于 ${below}；得到“${value}”`,
    `--${name} must be a ${whole ? 'whole ' : ''}number of at least ${atLeast} and below ${below}, not "${value}"`,
  );
}
