import { loadVideoPosition, saveVideoPosition } from './video-position';

const element = (box: Partial<DOMRect>) => {
  const made = document.createElement('div');
  made.getBoundingClientRect = () => ({ top: 64, left: 80, width: 640, height: 360, ...box }) as DOMRect;
  return made;
};

describe('the place of the first picture', () => {
  beforeEach(() => {
    localStorage.clear();
    Object.assign(globalThis, { innerWidth: 1280, innerHeight: 720 });
  });

  it('is where the player was seen', () => {
    expect(loadVideoPosition()).toBeNull();
    saveVideoPosition(element({}));
    expect(loadVideoPosition()).toEqual({ top: '64px', left: '80px', width: '640px', height: '360px' });
  });

  it('is unknown in a window of another size', () => {
    saveVideoPosition(element({}));
    Object.assign(globalThis, { innerWidth: 390 });
    expect(loadVideoPosition()).toBeNull();
  });

  it('is not taken from a player that is not laid out', () => {
    saveVideoPosition(element({ width: 0 }));
    expect(loadVideoPosition()).toBeNull();
  });

  it('is unknown where what was kept is broken', () => {
    localStorage.setItem('ppf-video-position', '{');
    expect(loadVideoPosition()).toBeNull();
  });
});
