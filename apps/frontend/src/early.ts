// Runs before the application has been loaded (a script of its own, see project.json): what everything else waits for
// is begun here. Kept small, for it is loaded by everybody.
import { startEarly } from './early/start-early';

startEarly();
