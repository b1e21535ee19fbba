import type { MediaServerPlan } from '@ppf/contracts';
import { planTable } from './reconcile';

const PLAN: MediaServerPlan = {
  media_server_id: 1,
  planned_at: '2026-11-25T12:00:00Z',
  wanted: 3,
  total_changes: 2,
  not_applied: [],
  disconnects_viewers: 4,
  changes: [
    {
      path: 'workshop-1/pit-12',
      action: 'change',
      reason: 'differs',
      fields: ['source', 'rtspTransport'],
      disconnects_camera: true,
      disconnects_viewers: 4,
      postponed: false,
    },
    {
      path: 'workshop-1/pit-2',
      action: 'change',
      reason: 'differs',
      fields: ['sourceOnDemandCloseAfter'],
      disconnects_camera: true,
      disconnects_viewers: 1,
      postponed: true,
    },
  ],
};

describe('the plans of media servers as text', () => {
  it('is a table for each server with something to do, and a line for the others', () => {
    const text = planTable([
      { name: 'North', plan: PLAN, failure: null },
      { name: 'South', plan: { ...PLAN, changes: [], total_changes: 0 }, failure: null },
      {
        name: 'East',
        plan: {
          ...PLAN,
          changes: [],
          total_changes: 0,
          not_applied: [
            { path: 'workshop-1/pit-7', code: 'invalid-address', sentence: 'It cannot be read.' },
          ],
        },
        failure: null,
      },
      { name: 'West', plan: null, failure: 'MediaMTX: GET info failed: no connection (ECONNREFUSED).' },
    ]);
    expect(text.split('\n')).toEqual([
      'North: 2 changes for 3 paths, disconnecting 4 viewers',
      '          path               why                                                            viewers',
      '  change  workshop-1/pit-12  differs source rtspTransport                                   4',
      '  change  workshop-1/pit-2   differs sourceOnDemandCloseAfter (waits until nobody watches)  1',
      'South: nothing to do, 3 paths are as they should be.',
      'East: nothing to do, 2 of 3 paths are as they should be.',
      '  not applied: workshop-1/pit-7. It cannot be read.',
      'West: GET info failed: no connection (ECONNREFUSED).',
    ]);
  });
});
