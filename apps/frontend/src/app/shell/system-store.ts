import { computed, effect, inject, Injectable } from '@angular/core';
import type { SystemInfo } from '@ppf/contracts';
import { SystemApi } from '../api/system-api';
import { SessionStore } from '../session/session-store';
import { WorkshopStore } from '../session/workshop-store';
import { Clock } from '../ui/clock';
import { ContentPolicy } from './content-policy';
import { PageCode } from './page-code';
import { type PageOutdated, type SystemNotice, systemNotices } from './system-notices';

/** Poll interval of the installation, ms. */
const POLL_INTERVAL_MS = 10_000;

/** Notices about the installation. */
@Injectable()
export class SystemStore {
  private readonly session = inject(SessionStore);
  private readonly workshops = inject(WorkshopStore);
  private readonly clock = inject(Clock);
  private readonly policy = inject(ContentPolicy);
  private readonly code = inject(PageCode);
  private readonly outdated = computed<PageOutdated | null>(() => {
    if (this.code.isOutdated()) return 'updated';
    return this.policy.hasBlocked() ? 'media-server-added' : null;
  });
  private readonly info = inject(SystemApi).info(() => this.session.user() !== null);

  /** Current notices, most important first. */
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
      const timer = setInterval(() => this.info.reload(), POLL_INTERVAL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }
}
