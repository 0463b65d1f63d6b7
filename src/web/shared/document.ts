/** A GraphQL operation as text that remembers the shape of its answer and of its variables. */
export type Document<Answer, Variables> = string & {
  readonly shape?: (variables: Variables) => Answer;
};

/** Names the answer and the variables of an operation; a test checks the text against the published schema. */
export const gql = <Answer, Variables = Record<string, never>>(
  text: string,
): Document<Answer, Variables> => text;
