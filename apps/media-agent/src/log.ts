/** Writes lines for the log of the service. Call it with texts without secrets. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** Maximum number of remembered warnings. */
const MAX_WARNINGS = 100;

/** Log on standard output. Omits a warning that was already written since the last other message. */
export function consoleLog(write: (line: string) => void): Log {
  const warnings = new Set<string>();
  const line = (level: string, message: string) => write(`${new Date().toISOString()} ${level} ${message}\n`);
  return {
    info: (message) => {
      warnings.clear();
      line('INFO', message);
    },
    warn: (message) => {
      if (!warnings.has(message)) line('WARN', message);
      if (warnings.size < MAX_WARNINGS) warnings.add(message);
    },
  };
}
