export { freePort, freePortsInARow } from './free-ports';
