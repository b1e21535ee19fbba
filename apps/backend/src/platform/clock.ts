/** The current time. Injected, so that tests can set it. Pure decisions take the time as a parameter instead. */
export class Clock {
  /** The current instant. */
  now(): Date {
    return new Date();
  }
}
