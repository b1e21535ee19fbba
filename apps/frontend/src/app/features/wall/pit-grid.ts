import { Component, computed, input } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { elementSize } from '../../ui/element-size';
import { fitGrid } from '../../ui/fit-grid';
import { PitTile } from './pit-tile';

const GAP = 8;
const ASPECT = 16 / 9;
/** Below this width a name is not readable at arm's length, CSS pixels. */
const MIN_TILE_WIDTH = 288;
/** The same for a phone in landscape orientation, which is held closer. */
const MIN_TILE_WIDTH_PHONE = 200;
/** Height of the grid up to which the window is a phone in landscape orientation, CSS px. */
const PHONE_HEIGHT = 376;

/** All pits, each tile as large as the window allows. */
@Component({
  selector: 'ppf-pit-grid',
  imports: [PitTile],
  template: `
    <ul [style.grid-template-columns]="'repeat(' + fit().columns + ', ' + fit().tileWidth + 'px)'">
      @for (pit of pits(); track pit.id) {
        <li><ppf-pit-tile [pit]="pit" /></li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      position: relative;
      overflow: auto;
    }
    ul {
      display: grid;
      gap: 8px;
      align-content: start;
      justify-content: center;
      list-style: none;
    }
  `,
})
export class PitGrid {
  /** The pits in their order on the page. */
  readonly pits = input.required<readonly Pit[]>();

  private readonly size = elementSize();
  protected readonly fit = computed(() => {
    const { width, height } = this.size();
    const isPhoneLandscape = height <= PHONE_HEIGHT && width > height;
    return fitGrid({
      width,
      height,
      tiles: this.pits().length,
      gap: GAP,
      aspect: ASPECT,
      minTileWidth: Math.min(isPhoneLandscape ? MIN_TILE_WIDTH_PHONE : MIN_TILE_WIDTH, width),
    });
  });
}
