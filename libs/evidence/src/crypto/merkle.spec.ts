import { describe, expect, it } from 'vitest';
import { inclusionProof, merkleRoot, rootOfProof } from './merkle.js';
import { fromHex, hex } from './sha256.js';

/** The leaves of RFC 6962's reference test data (certificate-transparency, merkletree tests). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  fromHex,
);

/** Roots of the first n of them, as published with that data. */
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the Merkle tree hash', () => {
  it('has the published roots', async () => {
    const own = await Promise.all(roots.map((_, at) => merkleRoot(leaves.slice(0, at + 1))));
    expect(own.map(hex)).toEqual(roots);
  });

  it('of nothing is the hash of nothing', async () => {
    expect(hex(await merkleRoot([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is proved for every leaf of every size, and for no other leaf, place or size', async () => {
    const many = Array.from({ length: 21 }, (_, at) => Uint8Array.of(at, 7));
    for (let size = 1; size <= many.length; size++) {
      const tree = many.slice(0, size);
      const root = hex(await merkleRoot(tree));
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(tree, index);
        const reached = async (leaf: Uint8Array, place: number, of: number) =>
          hex((await rootOfProof(leaf, place, of, proof)) ?? new Uint8Array());
        expect(await reached(many[index]!, index, size)).toBe(root);
        expect(await reached(Uint8Array.of(99), index, size)).not.toBe(root);
        if (size > 1) expect(await reached(many[index]!, (index + 1) % size, size)).not.toBe(root);
      }
    }
  });

  it('has no proof for a leaf that is not there', async () => {
    await expect(inclusionProof(leaves, 8)).rejects.toThrow('there is no leaf 8 among 8');
    expect(await rootOfProof(leaves[0]!, 8, 8, [])).toBeNull();
  });
});
