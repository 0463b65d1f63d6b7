import type { RoundStop } from '../../dispatch/rounds/model.ts';
import type { Explanation, Sentence } from '../../dispatch/model.ts';

/** What was weighed for one request, as it is kept and shown; of a choice by hand only the summary is known. */
export interface Account extends Partial<Explanation> {
  readonly summary: Sentence;
  /** The round that the request is part of. */
  readonly round?: readonly RoundStop[];
  /** Why nobody was asked. */
  readonly reasons?: readonly Sentence[];
  /** The reasons without their numbers: tells whether they have changed. */
  readonly signature?: string;
}
