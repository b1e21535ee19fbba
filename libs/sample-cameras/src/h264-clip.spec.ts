import { CLIP_FPS, loadClip, parseClip, SAMPLE_CLIPS } from './h264-clip';

const startCode = Buffer.from([0, 0, 0, 1]);
const unit = (...bytes: number[]): Buffer => Buffer.concat([startCode, Buffer.from(bytes)]);

describe('loadClip', () => {
  it.each(SAMPLE_CLIPS)(
    '%s is a 12 s loop of Baseline pictures with the key frame interval of its name',
    (name) => {
      const intervalSeconds = Number(/^key-(\d)s$/.exec(name)?.[1] ?? 1);
      const clip = loadClip(name);
      expect(clip.accessUnits).toHaveLength(12 * CLIP_FPS);
      expect(clip.accessUnits.flatMap(({ key }, at) => (key ? [at] : []))).toEqual(
        Array.from({ length: 12 / intervalSeconds }, (_, at) => at * intervalSeconds * CLIP_FPS),
      );
      // Profile 66 with constraint set 1 (constrained baseline), at most level 3.0.
      expect(clip.sps[1]).toBe(66);
      expect((clip.sps[2] ?? 0) & 0x40).toBe(0x40);
      expect(clip.sps[3]).toBeLessThanOrEqual(30);
    },
  );

  it('has different pictures in every clip', () => {
    const firsts = SAMPLE_CLIPS.map((name) =>
      Buffer.concat([...(loadClip(name).accessUnits[0]?.nals ?? [])]).toString('hex'),
    );
    expect(new Set(firsts).size).toBe(SAMPLE_CLIPS.length);
  });
});

describe('parseClip', () => {
  const [sps, pps] = [unit(0x67, 66, 0xc0, 30), unit(0x68, 1)];

  it('returns the parameter sets of the first key frame', () => {
    const clip = parseClip(Buffer.concat([sps, pps, unit(0x65, 0x88), unit(0x41, 0x9a)]));
    expect(clip.sps).toEqual(sps.subarray(4));
    expect(clip.pps).toEqual(pps.subarray(4));
    expect(clip.accessUnits).toHaveLength(2);
  });

  it('refuses a clip without a key frame at its beginning, which cannot be looped', () => {
    const bytes = Buffer.concat([unit(0x41, 0x9a), sps, pps, unit(0x65, 0x88)]);
    expect(() => parseClip(bytes)).toThrow('does not begin with a key frame');
    expect(() => parseClip(Buffer.alloc(0))).toThrow('does not begin with a key frame');
  });
});
