/** One metric as Prometheus parses it. */
export interface ExposedMetric {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly samples: readonly ExposedSample[];
}

/** One sample. */
export interface ExposedSample {
  /** With `_bucket`, `_sum` or `_count` for a histogram. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
const PARTS: Readonly<Record<string, readonly string[]>> = { histogram: ['_bucket', '_sum', '_count'] };

/**
 * Parses Prometheus' text format 0.0.4 as strictly as Prometheus: each metric once, with help and type before
 * its samples, no sample twice, every line valid.
 * @throws Error naming the line.
 */
export function parseExposition(text: string): Map<string, ExposedMetric> {
  if (!text.endsWith('\n')) throw new Error('The last line has no end.');
  const metrics = new Map<string, ExposedMetric & { readonly samples: ExposedSample[] }>();
  const seen = new Set<string>();
  let about: readonly [string, string] | undefined;
  let open: (ExposedMetric & { readonly samples: ExposedSample[] }) | undefined;
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (word === 'HELP') about = [name, rest];
    else if (word === 'TYPE') {
      if (metrics.has(name) || about?.[0] !== name) throw new Error(`Twice, or not described: ${line}`);
      open = { name, kind: rest, about: about[1], samples: [] };
      metrics.set(name, open);
    } else {
      const sample = readSample(line);
      const key = `${sample.name} ${JSON.stringify(sample.labels)}`;
      const names = open ? (PARTS[open.kind] ?? ['']).map((part) => `${open?.name}${part}`) : [];
      if (!open || !names.includes(sample.name) || seen.has(key)) throw new Error(`Out of place: ${line}`);
      seen.add(key);
      open.samples.push(sample);
    }
  }
  return metrics;
}

function readSample(line: string): ExposedSample {
  const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  const number = value === '+Inf' ? Infinity : Number(value);
  // Go's parser, hence Prometheus, takes NaN in any case.
  if (name === undefined || value === '' || (Number.isNaN(number) && !/^nan$/i.test(value)))
    throw new Error(`Not understood: ${line}`);
  const read: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < labels.length) {
    const [, key = '', text = ''] = LABEL.exec(labels) ?? [];
    if (key === '' || key in read) throw new Error(`Labels not understood: ${line}`);
    read[key] = text;
  }
  return { name, labels: read, value: number };
}
