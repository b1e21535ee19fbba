import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import keyRound from 'lucide-static/icons/key-round.svg';
import { Icon } from '../../ui/icon';

/** A pushing camera's key, which cannot be shown again, and the way to another one. */
@Component({
  selector: 'ppf-publish-key-card',
  imports: [Icon, RouterLink],
  template: `
    <h2>Publish key</h2>
    <p class="ppf-muted">
      {{
        hasKey()
          ? 'It was shown when it was made. When it is lost, or somebody else may have it, make a new one: the one before ends at once.'
          : 'There is none yet. Make one, and set it at the camera.'
      }}
    </p>
    <div class="actions">
      <a class="ppf-button" routerLink="edit" [queryParams]="{ step: 'key' }">
        <ppf-icon [svg]="keyRound" [size]="18" />{{ hasKey() ? 'New key' : 'Make the key' }}
      </a>
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class PublishKeyCard {
  /** Whether there is a key. */
  readonly hasKey = input.required<boolean>();

  protected readonly keyRound = keyRound;
}
