export { DiagnosisModule } from './diagnosis.module';
export { troubleshootingPage } from './troubleshooting-page';
