import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import keyRound from 'lucide-static/icons/key-round.svg';
import { Icon } from '../../ui/icon';
import { text } from './texts/text';

/** The publish key of a camera, which can't be shown again, and a link to create a new one. */
@Component({
  selector: 'ppf-publish-key-card',
  imports: [Icon, RouterLink],
  template: `
    <h2>{{ text('key.heading') }}</h2>
    <p class="ppf-muted">{{ text(hasKey() ? 'key.created' : 'key.missing') }}</p>
    <div class="actions">
      <a class="ppf-button" routerLink="edit" [queryParams]="{ step: 'key' }">
        <ppf-icon [svg]="keyRound" [size]="18" />{{ text(hasKey() ? 'key.new' : 'key.create') }}
      </a>
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class PublishKeyCard {
  /** Whether there is a key. */
  readonly hasKey = input.required<boolean>();

  protected readonly text = text;
  protected readonly keyRound = keyRound;
}
