/** What time it is. Injected, so that tests can set it; decisions take the time as a parameter instead. */
export class Clock {
  /** The instant now. */
  now(): Date {
    return new Date();
  }
}
