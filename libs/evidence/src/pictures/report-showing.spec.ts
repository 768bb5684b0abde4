/** What a report shows of people, policy by policy. */
import { reportExample, type PictureStrip } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { fromHex, sha256 } from '../crypto/sha256.js';
import { reportShowing } from './report-showing.js';

const [strip] = reportExample.pictures;
if (!strip) throw new Error('the example report shows nobody');
const originals = ({ clean, noise, perturbed, denoised }: PictureStrip) =>
  [clean, noise, perturbed, ...denoised.map(({ picture }) => picture)].flatMap((one) => one?.artifact.sha256 ?? []);
const before = reportExample.pictures.flatMap(originals);

/** Each picture's bytes are its digest; a blurred one's are the first of them. */
const source = {
  read: (digest: string) => Promise.resolve(fromHex(digest)),
  blur: (picture: Uint8Array) => Promise.resolve(picture.subarray(0, 1)),
};

describe('reportShowing', () => {
  it('withholds pictures and their digests, and says so', async () => {
    const { report, read } = await reportShowing(reportExample, 'withhold', source);
    expect(report.pictures).toEqual([]);
    expect(report.notMeasured).toContainEqual({
      what: 'pictures',
      reason: expect.stringContaining('withheld') as string,
    });
    expect(await read(strip.clean.artifact.sha256)).toBeUndefined();
    for (const digest of before) expect(JSON.stringify(report)).not.toContain(digest);
  });

  it('blurs every picture and withholds the noise, and reads nothing else', async () => {
    const { report, read } = await reportShowing(reportExample, 'blur', source);
    expect(report.pictures).toHaveLength(reportExample.pictures.length);
    for (const one of report.pictures) expect(one).toMatchObject({ noise: null, blurred: true });
    expect(report.notMeasured).toContainEqual({
      what: 'pictures',
      reason: expect.stringContaining('blurred') as string,
    });
    for (const digest of before) expect(JSON.stringify(report)).not.toContain(digest);
    for (const digest of before) expect(await read(digest)).toBeUndefined();
    for (const digest of report.pictures.flatMap(originals)) {
      const bytes = await read(digest);
      expect(bytes).toHaveLength(1);
      expect(await sha256(bytes!)).toBe(digest);
    }
  });

  it('leaves out what cannot be read, and withholds when that is everything', async () => {
    const clean = reportExample.pictures.map((one) => one.clean.artifact.sha256);
    const only = (digests: readonly string[]) => (digest: string) =>
      Promise.resolve(digests.includes(digest) ? fromHex(digest) : undefined);
    const partly = await reportShowing(reportExample, 'blur', { ...source, read: only(clean) });
    expect(partly.report.pictures.map(({ perturbed, denoised }) => [perturbed, denoised])).toEqual(
      reportExample.pictures.map(() => [null, []]),
    );
    const erased = await reportShowing(reportExample, 'blur', { ...source, read: only([]) });
    expect(erased.report).toEqual((await reportShowing(reportExample, 'withhold', source)).report);
  });

  it('marks a report that shows people', async () => {
    const { report, read } = await reportShowing(reportExample, 'show', source);
    expect(report).toEqual({ ...reportExample, title: `UNREDACTED, shows people: ${reportExample.title}` });
    expect(await read(strip.clean.artifact.sha256)).toBeDefined();
  });
});
