export { SystemModule } from './system.module';
export { softwareVersion } from './software-version';
