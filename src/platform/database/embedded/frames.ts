/** A message of PostgreSQL's frontend/backend protocol 3.0: one letter, its length, its body. */
export type Frame = Buffer;

/** What a backend says in ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type Status = (typeof STATUSES)[number];
const STATUSES = ['I', 'T', 'E'] as const;

const HEADER = 5;

export const frame = (type: string, body: Buffer | string = ''): Frame => {
  const content = Buffer.from(body);
  const header = Buffer.alloc(HEADER);
  header.write(type, 0);
  header.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([header, content]);
};

export const typeOf = (message: Frame): string => String.fromCharCode(message[0]!);
export const bodyOf = (message: Frame): Buffer => message.subarray(HEADER);

export const queryFrame = (sql: string): Frame => frame('Q', `${sql}\0`);
export const readyFrame = (status: Status): Frame => frame('Z', status);
export const completeFrame = (tag: string): Frame => frame('C', `${tag}\0`);
export const closeStatementFrame = (name: string): Frame => frame('C', `S${name}\0`);
export const syncFrame = (): Frame => frame('S');
export const errorFrame = (sqlState: string, message: string): Frame =>
  frame('E', `SERROR\0VERROR\0C${sqlState}\0M${message}\0\0`);

/** AuthenticationCleartextPassword: enough on the loopback interface. */
export const passwordRequestFrame = (): Frame => frame('R', Buffer.from([0, 0, 0, 3]));

/** The first message of a client, which alone has no letter. */
export const startupPacket = (parameters: Readonly<Record<string, string>>): Buffer => {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`);
  const body = Buffer.from(`${pairs.join('')}\0`);
  const header = Buffer.alloc(8);
  header.writeInt32BE(body.length + 8, 0);
  header.writeInt32BE(3 << 16, 4);
  return Buffer.concat([header, body]);
};

/** Text up to the next zero byte, and where the rest begins. */
export const textAt = (buffer: Buffer, offset: number): { text: string; end: number } => {
  const zero = buffer.indexOf(0, offset);
  return { text: buffer.toString('utf8', offset, zero), end: zero + 1 };
};

/** The whole messages at the head of what has arrived, and the bytes left over; throws RangeError when it is no protocol. */
export function takeFrames(arrived: Buffer): { frames: Frame[]; rest: Buffer } {
  const frames: Frame[] = [];
  let at = 0;
  while (at + HEADER <= arrived.length) {
    const length = arrived.readInt32BE(at + 1);
    if (length < 4) throw new RangeError(`a wire message of length ${length}`);
    const end = at + 1 + length;
    if (end > arrived.length) break;
    frames.push(arrived.subarray(at, end));
    at = end;
  }
  return { frames, rest: arrived.subarray(at) };
}

export const statusIn = (frames: readonly Frame[]): Status | undefined => {
  const ready = frames.findLast((message) => typeOf(message) === 'Z');
  return STATUSES.find((status) => status === ready?.toString('utf8', HEADER));
};
