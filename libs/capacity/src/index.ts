export { type Machine } from './select-machine';
export { type MeasuredWorkload, measureWorkload, type StreamMeasurement } from './measure-workload';
export { type Basis, type Part, planCapacity, type Resource, type CapacityPlan } from './plan-capacity';
export { WORKLOAD_LIMITS, type Workload, TYPICAL_WORKLOAD } from './workload';
