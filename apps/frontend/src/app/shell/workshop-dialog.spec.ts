import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { permissionsOf, type Role, type Workshop } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { ProblemError } from '../api/problem-error';
import { provideApi } from '../api/provide-api';
import { WorkshopsApi } from '../api/workshops-api';
import { WorkshopStore } from '../session/workshop-store';
import { openWorkshopDialog } from './workshop-dialog';

const workshop = (id: number, name: string) => ({ id, name }) as Workshop;
const [HARBOUR, STREET] = [workshop(5, 'Harbour'), workshop(6, 'Rangier Street')];

@Component({ template: '' })
class Host {}

/** The API with two workshops. */
function twoWorkshops() {
  const all = signal([HARBOUR, STREET]);
  const answer = <T>(value: () => T) => ({
    hasValue: () => true,
    value,
    error: () => undefined,
    reload: jest.fn(),
  });
  return {
    one: () => answer(() => HARBOUR),
    all: () => answer(() => ({ items: all(), next_cursor: null })),
    update: jest.fn((id: number, { name }: { name: string }) => {
      all.update((known) => known.map((each) => (each.id === id ? workshop(id, name) : each)));
      return Promise.resolve();
    }),
    delete: jest.fn((id: number) => {
      all.update((known) => known.filter((each) => each.id !== id));
      return Promise.resolve();
    }),
  };
}

describe('WorkshopDialog', () => {
  let api: ReturnType<typeof twoWorkshops>;
  const loader = () => TestbedHarnessEnvironment.documentRootLoader(TestBed.createComponent(Host));
  const dialogs = () => loader().getAllHarnesses(MatDialogHarness);
  /** Presses a button of the topmost dialog. */
  const press = async (text: string) => {
    const top = (await dialogs()).at(-1);
    await (await top?.getHarness(MatButtonHarness.with({ text })))?.click();
  };
  const deletion = () =>
    [...document.querySelectorAll<HTMLButtonElement>('ppf-workshop-dialog .ppf-button--danger')].at(0);

  async function open(role: Role) {
    TestBed.inject(AccessToken).accept({
      ...{ access_token: 't', token_type: 'Bearer', expires_in: 9_000 },
      user: {
        ...{ id: 1, email: 'a@b.co', display_name: 'A', role, permissions: permissionsOf(role) },
        workshop_id: role === 'operator' ? null : HARBOUR.id,
      },
    });
    const store = TestBed.inject(WorkshopStore);
    store.select(HARBOUR.id);
    const done = openWorkshopDialog(TestBed.inject(Injector), HARBOUR);
    expect(await dialogs()).toHaveLength(1);
    return { store, done };
  }

  beforeEach(() => {
    localStorage.clear();
    api = twoWorkshops();
    TestBed.configureTestingModule({
      providers: [
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
        provideApi(),
        { provide: WorkshopsApi, useValue: api },
      ],
    });
  });

  it('validates the name and renames', async () => {
    const { store, done } = await open('operator');
    const name = await loader().getHarness(MatInputHarness);
    expect(await name.getValue()).toBe('Harbour');
    await name.setValue('');
    await press('Save');
    const field = await loader().getHarness(MatFormFieldHarness);
    expect(await field.getTextErrors()).toEqual(['Enter a name.']);
    expect(api.update).not.toHaveBeenCalled();
    await name.setValue(' Harbour north ');
    await press('Save');
    expect(await done).toBe('renamed');
    expect(api.update).toHaveBeenCalledWith(5, { name: 'Harbour north' });
    expect(store.current()?.name).toBe('Harbour north');
  });

  it('shows why a name was not saved, and stays open', async () => {
    const { done } = await open('owner');
    api.update.mockRejectedValueOnce(new ProblemError('network', 0));
    await press('Save');
    expect(await (await dialogs())[0]?.getText()).toContain('The server can’t be reached.');
    await press('Save');
    expect(await done).toBe('renamed');
  });

  it('has no delete button for owners', async () => {
    const { done } = await open('owner');
    expect(deletion()).toBeUndefined();
    await press('Cancel');
    expect((await done) || null).toBeNull();
    expect(api.update).not.toHaveBeenCalled();
  });

  it('deletes for operators after a confirmation, and selects another workshop', async () => {
    const { store, done } = await open('operator');
    deletion()?.click();
    expect(await (await dialogs())[1]?.getTitleText()).toBe('Delete Harbour?');
    expect(api.delete).not.toHaveBeenCalled();
    await press('Delete workshop');
    expect(await done).toBe('deleted');
    expect(api.delete).toHaveBeenCalledWith(5);
    expect(store.current()).toEqual(STREET);
  });

  it('shows why a workshop with pits can’t be deleted', async () => {
    const { store, done } = await open('operator');
    api.delete.mockRejectedValueOnce(new ProblemError('workshop-not-empty', 409));
    deletion()?.click();
    await press('Delete workshop');
    expect(await (await dialogs())[1]?.getText()).toContain('still has pits. Delete them first');
    await press('Cancel');
    expect(await dialogs()).toHaveLength(1);
    await press('Cancel');
    expect((await done) || null).toBeNull();
    expect(store.current()).toEqual(HARBOUR);
  });
});
