// The workspace's library, loaded when it is first asked: the bench builds it before that.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** A port of loopback that nobody holds. */
export const freePort = () => load('@ppf/free-ports').freePort();

/** The first of `count` free ports in a row. */
export const freePortsInARow = (count) => load('@ppf/free-ports').freePortsInARow(count);
