/** Model files that are small to send and would be large to read. Written piece by piece: none is ever held whole. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Ten million negations: 250 MB. A thousand of them, again and again; nobody gets as far as to see that names repeat. */
export function writeEndlessChain(path: string): void {
  const node = (at: number) => {
    const [input, output] = [at, at + 1].map((number) => `v${String(number).padStart(4, '0')}`);
    return nested(1, Buffer.concat([text(1, input ?? ''), text(2, output ?? ''), text(4, 'Neg')]));
  };
  const chain = Buffer.concat(Array.from({ length: 1_000 }, (_, at) => node(at)));
  writeGraph(path, chain.length * 10_000, (write) => {
    for (let written = 0; written < 10_000; written++) write(chain);
  });
}

/** A tensor whose list of integers has a byte for each: 1.8 GB in a file of holes, 14 GB when it is unpacked. */
export function writeLongList(path: string): void {
  const integers = 1_800_000_000;
  const head = Buffer.concat([varint(1 * 8), varint(1), varint(2 * 8), varint(7), varint(7 * 8 + 2), varint(integers)]);
  const tensor = Buffer.concat([varint(5 * 8 + 2), varint(head.length + integers), head]);
  const end = writeGraph(path, tensor.length + integers, (write) => write(tensor));
  const file = openSync(path, 'r+');
  ftruncateSync(file, end + integers);
  closeSync(file);
}

/** A graph in an attribute of a node in a graph in an attribute …, 20,000 deep. */
export function writeNestedGraphs(path: string): void {
  let body: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < 20_000; depth++) body = nested(1, nested(5, nested(6, body)));
  writeGraph(path, body.length, (write) => write(body));
}

/** A node whose name has 50 MB. */
export function writeLongName(path: string): void {
  const node = nested(1, Buffer.concat([text(4, 'Neg'), text(3, 'n'.repeat(50_000_000))]));
  writeGraph(path, node.length, (write) => write(node));
}

/** @returns where the file ends */
function writeGraph(path: string, length: number, body: (write: (bytes: Buffer) => void) => void): number {
  const file = openSync(path, 'w');
  let end = 0;
  const write = (bytes: Buffer): void => {
    end += writeSync(file, bytes);
  };
  write(Buffer.concat([varint(1 * 8), varint(8), nested(8, Buffer.concat([varint(2 * 8), varint(18)]))]));
  write(Buffer.concat([varint(7 * 8 + 2), varint(length)]));
  body(write);
  closeSync(file);
  return end;
}

const nested = (field: number, body: Buffer): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);

const text = (field: number, value: string): Buffer => nested(field, Buffer.from(value));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}
