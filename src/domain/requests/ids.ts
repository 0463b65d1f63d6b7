const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text can be the id of anything; all else is simply not found. */
export const isId = (text: string): boolean => uuid.test(text);

/** Ids, numbers or codes as the text of a PostgreSQL array. */
export const arrayOf = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
