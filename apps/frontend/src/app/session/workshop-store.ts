import { computed, inject, Injectable, signal } from '@angular/core';
import type { Workshop } from '@ppf/contracts';
import { WorkshopsApi } from '../api/workshops-api';
import { SessionStore } from './session-store';

const KEY = 'ppf-workshop';

/** The current workshop: the user's own one, or the one that an operator selected last. */
@Injectable({ providedIn: 'root' })
export class WorkshopStore {
  private readonly session = inject(SessionStore);
  private readonly api = inject(WorkshopsApi);
  private readonly selected = signal(loadSelected());

  private readonly own = this.api.one(() => this.session.user()?.workshop_id ?? undefined);
  private readonly list = this.api.all(() => this.canSelect());

  /** Whether the user may select a workshop. */
  readonly canSelect = computed(() => this.session.user()?.workshop_id === null);

  /** All workshops that can be selected. */
  readonly all = computed<readonly Workshop[]>(() => (this.list.hasValue() ? this.list.value().items : []));

  /** Whether no workshop exists. */
  readonly isEmpty = computed(() => this.canSelect() && this.list.hasValue() && this.all().length === 0);

  /** Why the workshops could not be loaded; null without a failure. */
  readonly failure = computed(() => (this.canSelect() ? (this.list.error() ?? null) : null));

  /** Id of the current workshop. Known before its name. */
  readonly currentId = computed<number | undefined>(() => {
    const user = this.session.user();
    if (!user) return undefined;
    if (user.workshop_id !== null) return user.workshop_id;
    const selected = this.selected();
    if (!this.list.hasValue()) return selected ?? undefined;
    return (this.all().find(({ id }) => id === selected) ?? this.all()[0])?.id;
  });

  /** The current workshop, once it is loaded. */
  readonly current = computed<Workshop | undefined>(() => {
    if (!this.canSelect()) return this.own.hasValue() ? this.own.value() : undefined;
    return this.all().find(({ id }) => id === this.currentId());
  });

  /** Selects a workshop. */
  select(id: number): void {
    this.selected.set(id);
    try {
      localStorage.setItem(KEY, String(id));
    } catch {
      // Some private windows have no storage. The selection then lasts until the next reload.
    }
  }

  /** Creates a workshop and selects it. @throws ProblemError */
  async create(name: string): Promise<void> {
    const created = await this.api.create({ name });
    this.list.reload();
    this.select(created.id);
  }

  /** Renames a workshop. @throws ProblemError */
  async rename(id: number, name: string): Promise<void> {
    await this.api.update(id, { name });
    this.reload();
  }

  /** Deletes a workshop and selects another one. @throws ProblemError */
  async delete(id: number): Promise<void> {
    await this.api.delete(id);
    const other = this.all().find((each) => each.id !== id);
    if (other) this.select(other.id);
    this.reload();
  }

  /** Reloads the workshops. */
  reload(): void {
    this.list.reload();
    this.own.reload();
  }
}

function loadSelected(): number | null {
  try {
    const id = Number(localStorage.getItem(KEY));
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
