export { describeItem, describeNote } from './english-text';
export { type MeasuredWorkload, measureWorkload, type StreamMeasurement } from './measure-workload';
export {
  type Basis,
  type CapacityPlan,
  planCapacity,
  type Resource,
  type ResourceItem,
} from './plan-capacity';
export { type PlanNote } from './plan-notes';
export { type Machine } from './select-machine';
export { CAPACITY_TEXTS_EN } from './texts.en';
export { TYPICAL_WORKLOAD, type Workload, WORKLOAD_LIMITS } from './workload';
