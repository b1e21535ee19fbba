/** Writes lines for the log of the service. Call it with texts without secrets. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** Log on standard output. A warning that repeats the last one is left out. */
export function consoleLog(write: (line: string) => void): Log {
  let lastWarning = '';
  const line = (level: string, message: string) => write(`${new Date().toISOString()} ${level} ${message}\n`);
  return {
    info: (message) => {
      lastWarning = '';
      line('INFO', message);
    },
    warn: (message) => {
      if (message !== lastWarning) line('WARN', message);
      lastWarning = message;
    },
  };
}
