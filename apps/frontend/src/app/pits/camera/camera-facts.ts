import { booleanAttribute, Component, computed, input } from '@angular/core';
import type { Camera } from '@ppf/contracts';
import { type CameraFact, cameraFacts } from './camera-facts-text';

/** What is known of a camera, without its secrets. */
@Component({
  selector: 'ppf-camera-facts',
  template: `
    <dl>
      @for (fact of shown(); track fact.name) {
        <dt>{{ fact.name }}</dt>
        <dd>{{ fact.value }}</dd>
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
  /** MediaMTX's name of the pit's stream. */
  readonly path = input.required<string>();
  /** Only the three that tell cameras apart. */
  readonly brief = input(false, { transform: booleanAttribute });

  protected readonly shown = computed<readonly CameraFact[]>(() => {
    const facts = cameraFacts(this.camera(), this.path());
    return this.brief() ? facts.slice(0, 3) : facts;
  });
}
