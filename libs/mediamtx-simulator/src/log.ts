/** Levels of MediaMTX's log, highest severity first. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

const LEVELS: Record<LogLevel, string> = { error: 'ERR', warn: 'WAR', info: 'INF', debug: 'DEB' };

/** Writes one line in MediaMTX's form: `2026/11/23 12:00:00 INF [API] …`. */
export type Log = (level: LogLevel, text: string) => void;

/** Returns a log that writes lines of at least the current level. */
export function makeLog(write: (line: string) => void, minimumLevel: () => LogLevel): Log {
  const order: LogLevel[] = ['error', 'warn', 'info', 'debug'];
  return (level, text) => {
    if (order.indexOf(level) > order.indexOf(minimumLevel())) return;
    write(`${timestamp(new Date())} ${LEVELS[level]} ${text}`);
  };
}

/** Returns a log that adds a prefix to every line. */
export const prefixed =
  (log: Log, prefix: string): Log =>
  (level, text) =>
    log(level, `${prefix} ${text}`);

function timestamp(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}/${two(now.getMonth() + 1)}/${two(now.getDate())}`;
  return `${date} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}
