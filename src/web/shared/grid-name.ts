/** A grid's full name as people on the street say it: `雨润社区第7网格` is 雨润7格. */
export const shortGridName = (name: string): string =>
  name.replace(/^(.+?)(?:社区|村)?第(\d+)网格$/, '$1$2格');
