export { ConfigError } from './config/config-error';
export { Simulator, type SimulatorOptions } from './simulator';
export { VERSION } from './version';
