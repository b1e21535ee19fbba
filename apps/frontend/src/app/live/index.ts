export { LivePits } from './live-pits';
