/** A place in one inbox: after the event numbered `seq`, in the life of the database called `epoch`. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** Opaque to clients, though its number may be compared within one epoch. */
export const cursorText = ({ epoch, seq }: Cursor): string => `${epoch}:${seq}`;

/** Reads a cursor back; null when the text never came from here. */
export function parseCursor(text: string): Cursor | null {
  const [, epoch, digits] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})$/.exec(text) ?? [];
  return epoch && digits ? { epoch, seq: Number(digits) } : null;
}
