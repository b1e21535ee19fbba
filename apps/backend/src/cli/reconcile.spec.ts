import type { MediaServerPlan } from '@ppf/contracts';
import { toPlanTable } from './reconcile';

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

describe('toPlanTable', () => {
  it('prints a table for each media server with changes, and one line for the others', () => {
    const text = toPlanTable([
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
      '          path               why                                                                  viewers',
      '  change  workshop-1/pit-12  differs source rtspTransport                                         4',
      '  change  workshop-1/pit-2   differs sourceOnDemandCloseAfter (waits until there are no viewers)  1',
      'South: no changes, 3 paths match.',
      'East: no changes, 2 of 3 paths match.',
      '  not applied: workshop-1/pit-7. It cannot be read.',
      'West: GET info failed: no connection (ECONNREFUSED).',
    ]);
  });
});
