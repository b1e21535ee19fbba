import 'reflect-metadata';
import { type DataSource } from 'typeorm';
import { type NotifyListener } from '../../platform/database/notify-listener';
import { Readiness } from '../../platform/observability/readiness';
import { type RowFaults } from '../../platform/observability/row-faults';
import { CredentialProjection } from './credential-projection';

describe('CredentialProjection', () => {
  let projection: CredentialProjection;
  let ended: number[];
  beforeEach(() => {
    projection = new CredentialProjection(
      {} as DataSource,
      {} as NotifyListener,
      {} as RowFaults,
      new Readiness(),
    );
    ended = [];
    projection.changes.subscribe((id) => ended.push(id));
  });

  it('reports a changed generation, and no new user', () => {
    projection.put({ id: 7, generation: 1, pit_ids: null });
    expect(ended).toEqual([]);
    projection.put({ id: 7, generation: 2, pit_ids: [1] });
    expect(ended).toEqual([7]);
  });

  it('reports a removed user who was never in memory', () => {
    projection.remove(7);
    expect(ended).toEqual([7]);
  });
});
