// Each row of the bench stands alone: one that fails is a failed row with its reason, and the others are measured.

/**
 * Measures one item after the other. `items` is a record of functions that give figures.
 * @param onRows told the rows of each item as soon as there are some, so that none is lost with a later one.
 * @param cleanUp ends what a failed item left behind.
 */
export async function measureEach(items, { onRows, cleanUp }) {
  const rows = [];
  for (const [name, measure] of Object.entries(items)) {
    const measured = await measure().catch(async (fault) => {
      await cleanUp();
      return [failedRow(name, fault)];
    });
    rows.push(...measured);
    onRows(measured, rows);
  }
  return rows;
}

/** The row of an item that could not be measured. */
export function failedRow(name, fault) {
  return { name, ok: false, failed: firstLine(fault) };
}

/** What the bench ends with: 1 when a row failed. A goal that is missed is a figure, and no failure. */
export function exitCodeOf(rows) {
  return rows.some(({ failed }) => failed !== undefined) ? 1 : 0;
}

/** `make` is called once, by the first that asks; all get its result, or its failure. */
export function once(make) {
  let made;
  return () => (made ??= make());
}

/** All rows as a table for people. */
export function table(rows) {
  const cells = rows.map(({ name, failed, value, unit, baseline, ratio, spread, goal, ok, better }) =>
    failed === undefined
      ? [
          name,
          `${value} ${unit}`,
          `${baseline}`,
          `${ratio} [${spread[0]}–${spread[1]}]`,
          `${better === 'higher' ? '≥' : '≤'} ${goal}`,
          ok ? 'yes' : 'NO',
        ]
      : [name, 'FAILED', '', '', '', 'NO'],
  );
  const all = [['', 'ours', 'baseline', 'ratio [quartiles]', 'goal', 'met'], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  const reasons = rows.flatMap(({ name, failed }) =>
    failed === undefined ? [] : [`${name} failed: ${failed}`],
  );
  return [...lines, ...reasons].join('\n');
}

function firstLine(fault) {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n')[0].slice(0, 300);
}
