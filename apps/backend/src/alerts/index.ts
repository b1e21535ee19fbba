export { AlertsModule } from './alerts.module';
// Measured by the bench.
export { decideAlerts } from './outages/decide-alerts';
