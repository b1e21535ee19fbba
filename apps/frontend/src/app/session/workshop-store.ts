import { computed, inject, Injectable, signal } from '@angular/core';
import type { Workshop } from '@ppf/contracts';
import { WorkshopsApi } from '../api/workshops-api';
import { SessionStore } from './session-store';

const KEY = 'ppf-workshop';

/** The workshop that is looked at: one's own, or for a super_admin the one they chose last. */
@Injectable({ providedIn: 'root' })
export class WorkshopStore {
  private readonly session = inject(SessionStore);
  private readonly api = inject(WorkshopsApi);
  private readonly chosen = signal(kept());

  private readonly own = this.api.one(() => this.session.user()?.workshop_id ?? undefined);
  private readonly list = this.api.all(() => this.choosable());

  /** Whether this person may choose among workshops. */
  readonly choosable = computed(() => this.session.user()?.role === 'super_admin');

  /** The workshops to choose from. */
  readonly all = computed<readonly Workshop[]>(() => (this.list.hasValue() ? this.list.value().items : []));

  /** Whether there is no workshop at all yet. */
  readonly none = computed(() => this.choosable() && this.list.hasValue() && this.all().length === 0);

  /** Why the workshops cannot be listed; null while that is not so. */
  readonly failure = computed(() => (this.choosable() ? (this.list.error() ?? null) : null));

  /** Id of the workshop; known before its name is. */
  readonly currentId = computed<number | undefined>(() => {
    const user = this.session.user();
    if (!user) return undefined;
    if (user.workshop_id !== null) return user.workshop_id;
    const chosen = this.chosen();
    if (!this.list.hasValue()) return chosen ?? undefined;
    return (this.all().find(({ id }) => id === chosen) ?? this.all()[0])?.id;
  });

  /** The workshop, once it is known. */
  readonly current = computed<Workshop | undefined>(() => {
    if (!this.choosable()) return this.own.hasValue() ? this.own.value() : undefined;
    return this.all().find(({ id }) => id === this.currentId());
  });

  /** Looks at another workshop. */
  choose(id: number): void {
    this.chosen.set(id);
    try {
      localStorage.setItem(KEY, String(id));
    } catch {
      // Storage is refused in some private windows: the choice then lasts until the reload.
    }
  }

  /** Makes a workshop and looks at it. @throws ProblemError */
  async create(name: string): Promise<void> {
    const made = await this.api.create({ name });
    this.list.reload();
    this.choose(made.id);
  }

  /** Gives a workshop another name. @throws ProblemError */
  async rename(id: number, name: string): Promise<void> {
    await this.api.update(id, { name });
    this.reload();
  }

  /** Deletes a workshop; another one is looked at then. @throws ProblemError */
  async delete(id: number): Promise<void> {
    await this.api.delete(id);
    const other = this.all().find((each) => each.id !== id);
    if (other) this.choose(other.id);
    this.reload();
  }

  /** Asks again for the workshops. */
  reload(): void {
    this.list.reload();
    this.own.reload();
  }
}

function kept(): number | null {
  try {
    const id = Number(localStorage.getItem(KEY));
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
