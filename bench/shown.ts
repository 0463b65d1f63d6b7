/** Prints a table in which what is not known is an empty cell, and a column nothing is known for is left out. */
export function showTable(rows: readonly object[]): void {
  console.table(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== undefined)),
    ),
  );
}
