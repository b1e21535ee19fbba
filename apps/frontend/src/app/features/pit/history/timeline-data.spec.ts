/** @jest-environment node */
import { segmentAt, toTimelineData } from './timeline-data';

const at = (second: number) => new Date(second * 1000).toISOString();
const data = toTimelineData({
  timeline: [
    { state: 'unknown', cause: 'backend', began_at: at(0) },
    { state: 'up', cause: null, began_at: at(10) },
    { state: 'down', cause: 'media-server', began_at: at(20) },
  ],
  to: at(30),
});

describe('the timeline as it is drawn', () => {
  it('has a row for each state over all segments', () => {
    expect(data.x).toEqual([0, 10, 20, 30]);
    expect(data.rows).toEqual({
      up: [null, 1, null, null],
      down: [null, null, 1, null],
      idle: [null, null, null, null],
      unknown: [1, null, null, null],
    });
  });

  it.each([
    [0, { state: 'unknown', cause: 'backend', from: 0, to: 10 }],
    [19.9, { state: 'up', cause: null, from: 10, to: 20 }],
    [20, { state: 'down', cause: 'media-server', from: 20, to: 30 }],
    [30, null],
    [-1, null],
  ])('returns the segment at %f s', (second, segment) => {
    expect(segmentAt(data, second)).toEqual(segment);
  });

  it('is empty without segments', () => {
    expect(segmentAt(toTimelineData({ timeline: [], to: at(5) }), 5)).toBeNull();
  });
});
