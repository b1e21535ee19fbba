export { type Machine } from './machine-for';
export { type MeasuredNeed, measuredNeed, type MeasuredStream } from './measured-need';
export { type Basis, type Part, planSize, type Resource, type SizePlan } from './plan-size';
export { SIZING_LIMITS, type SizingNeed, USUAL_NEED } from './sizing-need';
