import 'reflect-metadata';
import { type DataSource } from 'typeorm';
import { type NotifyListener } from '../../platform/database/notify-listener';
import { Readiness } from '../../platform/observability/readiness';
import { type RowFaults } from '../../platform/observability/row-faults';
import { CredentialProjection } from './credential-projection';

describe('CredentialProjection', () => {
  let projection: CredentialProjection;
  let ended: number[];
  let rows: { readonly id: number; readonly generation: number; readonly pit_ids: null }[];
  beforeEach(() => {
    rows = [];
    projection = new CredentialProjection(
      { query: () => Promise.resolve(rows) } as unknown as DataSource,
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

  describe('a user whose token was accepted before they were in memory', () => {
    beforeEach(async () => {
      rows = [{ id: 7, generation: 1, pit_ids: null }];
      expect(await projection.find(7, 1)).toEqual({ generation: 1, pitIds: null });
    });

    it('is not reported when they arrive unchanged', () => {
      projection.put({ id: 7, generation: 1, pit_ids: null });
      expect(ended).toEqual([]);
    });

    it('is reported when one read brings the creation and a change', () => {
      projection.put({ id: 7, generation: 2, pit_ids: null });
      expect(ended).toEqual([7]);
    });

    it('is reported when a full load brings a change', () => {
      const load = projection.beginLoad();
      load.put({ id: 7, generation: 2, pit_ids: null });
      load.commit();
      expect(ended).toEqual([7]);
    });
  });

  it('denies a generation that a notification ended during the read of the row', async () => {
    rows = [{ id: 7, generation: 1, pit_ids: null }];
    const accepted = projection.find(7, 1);
    projection.put({ id: 7, generation: 2, pit_ids: null });
    expect(await accepted).toBeNull();
  });
});
