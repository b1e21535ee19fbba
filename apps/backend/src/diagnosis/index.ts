export { DiagnosisModule } from './diagnosis.module';
export { troubleshootingPage } from './troubleshooting-page';
export { examineInstallation } from './installation/examine-installation';
export { hasFault, type InstallationCheck } from './installation/installation-check';
