import { booleanAttribute, Component, computed, input } from '@angular/core';
import type { Camera } from '@ppf/contracts';
import { type CameraFact, cameraFacts } from './camera-facts-text';

/** The settings of a camera, without its secrets. */
@Component({
  selector: 'ppf-camera-facts',
  template: `
    <dl>
      @for (fact of shown(); track fact.name) {
        <dt>{{ fact.name }}</dt>
        <dd [attr.translate]="fact.isData ? 'no' : null">{{ fact.value }}</dd>
      }
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 4px 16px;
    }
    dt {
      color: var(--ppf-text-muted);
    }
    dd {
      overflow-wrap: anywhere;
    }
  `,
})
export class CameraFacts {
  readonly camera = input.required<Camera>();
  /** The path of the pit's stream on the media server. */
  readonly path = input.required<string>();
  /** Show only the first three settings. */
  readonly brief = input(false, { transform: booleanAttribute });

  protected readonly shown = computed<readonly CameraFact[]>(() => {
    const facts = cameraFacts(this.camera(), this.path());
    return this.brief() ? facts.slice(0, 3) : facts;
  });
}
