import { bodyOf, frame, textAt, typeOf, type Frame } from './frames.ts';

const STATEMENT = 'S'.charCodeAt(0);

/** A client's prepared statements. All clients share one backend, so each client's names get a prefix of its own. */
export class Statements {
  readonly names = new Set<string>();
  private readonly prefix: string;

  constructor(clientId: number) {
    this.prefix = `client${clientId}_`;
  }

  /** The same message, with its statement's name prefixed; the unnamed statement stays unnamed. */
  rename(message: Frame): Frame {
    switch (typeOf(message)) {
      case 'P':
        return this.parse(message);
      case 'B':
        return this.bind(message);
      case 'D':
      case 'C':
        return this.describeOrClose(message);
      default:
        return message;
    }
  }

  private parse(message: Frame): Frame {
    const body = bodyOf(message);
    const { text: name, end } = textAt(body, 0);
    if (name === '') return message;
    this.names.add(this.prefix + name);
    return frame('P', Buffer.concat([this.prefixed(name), body.subarray(end)]));
  }

  private bind(message: Frame): Frame {
    const body = bodyOf(message);
    const portal = textAt(body, 0);
    const { text: name, end } = textAt(body, portal.end);
    if (name === '') return message;
    const parts = [body.subarray(0, portal.end), this.prefixed(name), body.subarray(end)];
    return frame('B', Buffer.concat(parts));
  }

  private describeOrClose(message: Frame): Frame {
    const body = bodyOf(message);
    const { text: name } = textAt(body, 1);
    if (body[0] !== STATEMENT || name === '') return message;
    if (typeOf(message) === 'C') this.names.delete(this.prefix + name);
    return frame(typeOf(message), `S${this.prefix}${name}\0`);
  }

  private prefixed(name: string): Buffer {
    return Buffer.from(`${this.prefix}${name}\0`);
  }
}
