import { loadVideoPosition, saveVideoPosition } from './video-position';

const element = (box: Partial<DOMRect>) => {
  const made = document.createElement('div');
  made.getBoundingClientRect = () => ({ top: 64, left: 80, width: 640, height: 360, ...box }) as DOMRect;
  return made;
};

describe('the stored video position', () => {
  beforeEach(() => {
    localStorage.clear();
    Object.assign(globalThis, { innerWidth: 1280, innerHeight: 720 });
  });

  it('is the last position of the player', () => {
    expect(loadVideoPosition()).toBeNull();
    saveVideoPosition(element({}));
    expect(loadVideoPosition()).toEqual({ top: '64px', left: '80px', width: '640px', height: '360px' });
  });

  it('does not apply to another window size', () => {
    saveVideoPosition(element({}));
    Object.assign(globalThis, { innerWidth: 390 });
    expect(loadVideoPosition()).toBeNull();
  });

  it('ignores a player without layout', () => {
    saveVideoPosition(element({ width: 0 }));
    expect(loadVideoPosition()).toBeNull();
  });

  it('ignores an invalid stored value', () => {
    localStorage.setItem('ppf-video-position', '{');
    expect(loadVideoPosition()).toBeNull();
  });
});
