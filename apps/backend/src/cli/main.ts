import 'reflect-metadata';
import { CommanderError } from 'commander';
import { explainFailure } from '../platform/explain-failure';
import { createProgram } from './program';

/** Exit code of wrong usage. A command that fails ends with 1. */
const USAGE_EXIT_CODE = 2;

createProgram((text) => process.stdout.write(`${text}\n`))
  .parseAsync()
  .catch((error: unknown) => {
    // Commander has already printed the help or the error.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : USAGE_EXIT_CODE);
    process.stderr.write(`${explainFailure(error)}\n`, () => process.exit(1));
  });
