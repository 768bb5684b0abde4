import { describe, expect, it } from 'vitest';
import { rgbImage } from '../image/rgb-image.js';
import { PictureCache } from './picture-cache.js';

const picture = () => rgbImage(2, 2, new Uint8Array(12));

describe('PictureCache', () => {
  it('drops what was not asked for longest once it is full', async () => {
    const cache = new PictureCache(24); // two pictures
    const loaded: string[] = [];
    const get = (key: string) =>
      cache.get(key, () => {
        loaded.push(key);
        return Promise.resolve(picture());
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'c', 'b']) await get(key);
    expect(loaded).toEqual(['a', 'b', 'c', 'b']);
  });

  it('loads once for calls that overlap, also when nothing fits', async () => {
    const cache = new PictureCache(1);
    const [one, two] = await Promise.all([
      cache.get('a', () => Promise.resolve(picture())),
      cache.get('a', () => Promise.reject(new Error('loaded twice'))),
    ]);
    expect(one).toBe(two);
  });

  it('tries again after a failure, and goes on with others', async () => {
    const cache = new PictureCache();
    await expect(cache.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      expect(await cache.get(key, () => Promise.resolve(picture()))).toEqual(picture());
    }
  });

  it('has at most four pictures in hand', async () => {
    const cache = new PictureCache();
    let [inHand, most] = [0, 0];
    const load = async () => {
      most = Math.max(most, ++inHand);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inHand--;
      return picture();
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => cache.get(String(i), load)));
    expect(most).toBe(4);
  });
});
