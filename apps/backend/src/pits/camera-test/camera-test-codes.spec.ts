import * as probe from '@ppf/camera-probe';
import * as contracts from '@ppf/contracts';

describe('the codes of camera tests and presets', () => {
  it.each([
    ['steps', contracts.CAMERA_TEST_STEPS, probe.PROBE_STEPS],
    ['faults', contracts.CAMERA_TEST_FAULT_CODES, probe.PROBE_FAULT_CODES],
    ['gaps', contracts.CAMERA_SNAPSHOT_GAPS, probe.SNAPSHOT_GAPS],
    ['presets', contracts.CAMERA_PRESETS, probe.CAMERA_PRESET_IDS],
  ])('are the same in the contracts as where they come from: %s', (_, ours, theirs) => {
    expect(ours).toEqual(theirs);
  });
});
