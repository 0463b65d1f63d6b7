/** A sentence in both languages of the product: Chinese first, English beside it. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Facts = Readonly<Record<string, unknown>>;

/** A no that the product means: a stable code, a sentence for people, and facts for programs. Everything else thrown is a bug. */
export class Refusal extends Error {
  readonly code: string;
  readonly text: Text;
  readonly facts: Facts | undefined;

  constructor(code: string, text: Text, facts?: Facts) {
    super(text.zh);
    this.code = code;
    this.text = text;
    this.facts = facts;
  }

  with(facts: Facts): Refusal {
    return new Refusal(this.code, this.text, facts);
  }
}
