// A separate script that runs before the application is loaded (project.json). Every page loads it, so it is kept small.
import { startEarly } from './early/start-early';

startEarly();
