import type { Cell } from '../../platform/crypto/seal.ts';

/** Where the note on an observation is kept. */
export const noteCell = (id: string): Cell => ({ table: 'observation', column: 'note_sealed', id });

/** Where the note on a step of a ladder is kept. */
export const stepNoteCell = (id: string): Cell => ({
  table: 'care_ladder_step',
  column: 'note_sealed',
  id,
});

/** Where the note on the result of an alert is kept. */
export const resultNoteCell = (id: string): Cell => ({
  table: 'care_alert',
  column: 'result_note_sealed',
  id,
});
