/** The release that is simulated. */
export const VERSION = 'v1.20.1';
