/**
 * Child process: runs a model once on one input and says what memory that took, and what came out.
 *
 *   peak-of-run.ts ‹model.onnx› ‹dims of its input as JSON›   →   {"megabytes": …, "output": […]}
 */
import { fromNumbers, toNumbers, type Tensor } from '@palimpsest/tensor';
import { openSession } from '../session.js';

const [file = '', dims = '[]'] = process.argv.slice(2);
const shape = JSON.parse(dims) as readonly number[];
const session = await openSession({ file }, { packWeights: false });
const values = Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, (_, at) => Math.sin(at + 1));
const results = await session.run({ [session.inputNames[0] ?? '']: fromNumbers('float32', shape, values) });
await session.close();
const output = Array.from(toNumbers(results[session.outputNames[0] ?? ''] as Tensor));
process.stdout.write(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, output }));
