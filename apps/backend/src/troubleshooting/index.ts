export { TroubleshootingModule } from './troubleshooting.module';
export { renderTroubleshootingPage } from './texts/troubleshooting-page';
export { checkInstallation } from './installation/check-installation';
export { hasFault, type InstallationCheck } from './installation/installation-check';
