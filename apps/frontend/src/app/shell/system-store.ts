import { computed, effect, inject, Injectable } from '@angular/core';
import type { SystemInfo } from '@ppf/contracts';
import { SystemApi } from '../api/system-api';
import { SessionStore } from '../session/session-store';
import { WorkshopStore } from '../session/workshop-store';
import { Clock } from '../ui/clock';
import { ContentPolicy } from './content-policy';
import { PageCode } from './page-code';
import { type PageOutdated, type SystemNotice, systemNotices } from './system-notices';

/** How often the installation is asked about, in milliseconds. */
const ASK_EVERY = 10_000;

/** What the installation has to say on every page. */
@Injectable()
export class SystemStore {
  private readonly session = inject(SessionStore);
  private readonly workshops = inject(WorkshopStore);
  private readonly clock = inject(Clock);
  private readonly policy = inject(ContentPolicy);
  private readonly code = inject(PageCode);
  private readonly outdated = computed<PageOutdated | null>(() => {
    if (this.code.gone()) return 'updated';
    return this.policy.refused() ? 'media-server-added' : null;
  });
  private readonly info = inject(SystemApi).info(() => this.session.user() !== null);

  /** What is to be said now, the most important first. */
  readonly notices = computed<readonly SystemNotice[]>(() => {
    const info: SystemInfo | undefined = this.info.hasValue() ? this.info.value() : undefined;
    return systemNotices({
      info,
      user: this.session.user(),
      isSample: this.workshops.current()?.is_sample ?? false,
      outdated: this.outdated(),
    });
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible()) return;
      const timer = setInterval(() => this.info.reload(), ASK_EVERY);
      onCleanup(() => clearInterval(timer));
    });
  }
}
