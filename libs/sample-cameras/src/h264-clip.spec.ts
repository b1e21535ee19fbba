import { CLIP_FPS, loadClip, parseAnnexB, SAMPLE_CLIPS } from './h264-clip';

const startCode = Buffer.from([0, 0, 0, 1]);
const unit = (...bytes: number[]): Buffer => Buffer.concat([startCode, Buffer.from(bytes)]);

describe('loadClip', () => {
  it.each(SAMPLE_CLIPS)('%s is a 12 s loop of baseline pictures with key frames as its name says', (name) => {
    const keyEach = Number(/^key-(\d)s$/.exec(name)?.[1] ?? 1);
    const clip = loadClip(name);
    expect(clip.accessUnits).toHaveLength(12 * CLIP_FPS);
    expect(clip.accessUnits.flatMap(({ key }, at) => (key ? [at] : []))).toEqual(
      Array.from({ length: 12 / keyEach }, (_, at) => at * keyEach * CLIP_FPS),
    );
    // Profile 66 with constraint set 1 (constrained baseline), level 3.0 at most.
    expect(clip.sps[1]).toBe(66);
    expect((clip.sps[2] ?? 0) & 0x40).toBe(0x40);
    expect(clip.sps[3]).toBeLessThanOrEqual(30);
  });

  it('gives every clip pictures of its own', () => {
    const firsts = SAMPLE_CLIPS.map((name) =>
      Buffer.concat([...(loadClip(name).accessUnits[0]?.nals ?? [])]).toString('hex'),
    );
    expect(new Set(firsts).size).toBe(SAMPLE_CLIPS.length);
  });
});

describe('parseAnnexB', () => {
  const sps = unit(0x67, 66, 0xc0, 30);
  const pps = unit(0x68, 1);
  const key = unit(0x65, 0x88);
  const next = unit(0x41, 0x9a);

  it('keeps the slices of one picture together and leaves out what carries no picture', () => {
    const delimiter = unit(0x09, 0xf0);
    const secondSlice = unit(0x41, 0x10);
    const bytes = Buffer.concat([delimiter, sps, pps, key, delimiter, next, secondSlice]);
    const { accessUnits } = parseAnnexB(bytes);
    expect(accessUnits.map(({ nals, key: isKey }) => [nals.length, isKey])).toEqual([
      [3, true],
      [2, false],
    ]);
  });

  it('refuses a clip that cannot be looped because it begins without a key frame', () => {
    expect(() => parseAnnexB(Buffer.concat([next, sps, pps, key]))).toThrow(
      'does not begin with a key frame',
    );
    expect(() => parseAnnexB(Buffer.alloc(0))).toThrow('does not begin with a key frame');
  });
});
