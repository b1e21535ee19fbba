import { readFileSync } from 'node:fs';
import path from 'node:path';

type Recorded = Record<string, Record<string, unknown>>;

const recording = JSON.parse(readFileSync(path.join(__dirname, 'recorded-v1.20.1.json'), 'utf8')) as Recorded;

/** An entry of the recording of v1.20.1: `recorded('whep', 'get')`. */
export function recorded<T = Record<string, unknown>>(part: string, key: string): T {
  const entry = recording[part]?.[key];
  if (entry === undefined) throw new Error(`the recording has no ${part}.${key}`);
  return entry as T;
}
