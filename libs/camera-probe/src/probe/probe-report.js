/** What a camera test does, in order. */
export const PROBE_STEPS = ['resolve', 'reach', 'options', 'describe', 'play', 'video'];
