/** The names in an expression. */
export interface ReadByExpression {
  /** Metrics, with `_bucket`, `_sum` and `_count` as written. */
  readonly metrics: ReadonlySet<string>;
  /** Labels of selectors, by metric. */
  readonly selected: readonly (readonly [metric: string, label: string])[];
  /** Labels of `by`, `on` and `without`. */
  readonly grouped: ReadonlySet<string>;
}

const WORDS = new Set(['and', 'or', 'unless', 'by', 'on', 'without', 'bool', 'offset']);
const SELECTOR = /([a-zA-Z_:][\w:]*)\s*\{([^}]*)\}/g;
const GROUPING = /\b(?:by|on|without)\s*\(([^)]*)\)/g;

/** The names that a PromQL expression uses. Not a parser: promtool checks the grammar. */
export function namesOf(expression: string): ReadByExpression {
  const plain = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const selected = [...plain.matchAll(SELECTOR)].flatMap(([, metric = '', matchers = '']) =>
    [...matchers.matchAll(/([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)/g)].map(
      ([, label = '']) => [metric, label] as const,
    ),
  );
  const grouped = new Set(
    [...plain.matchAll(GROUPING)].flatMap(([, labels = '']) =>
      labels.split(',').map((label) => label.trim()),
    ),
  );
  const rest = plain
    .replace(GROUPING, ' ')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .matchAll(/(?<![\w$.])([a-zA-Z_:][\w:]*)\b(?!\s*\()/g);
  const metrics = new Set([...rest].map(([, name = '']) => name).filter((name) => !WORDS.has(name)));
  return { metrics, selected, grouped };
}
