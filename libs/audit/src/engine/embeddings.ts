/** A candidate that changes what the decoder reads: the runner bounds the change and makes the copy that is asked. */
import type { EmbeddingChange, VisionLanguageModel } from '@palimpsest/models';
import { tensor, type Tensor } from '@palimpsest/tensor';
import type { Candidate } from '../plugins/probe.js';
import { AuditInputError } from './errors.js';

/** The candidate with a model of the runner's own making; as it was when it changes no embeddings. */
export function readingEmbeddings(given: Candidate, model: VisionLanguageModel, radius: number | null): Candidate {
  const { embeddings, ...candidate } = given;
  if (!embeddings) return given;
  if (candidate.model) throw refused(given, 'changes both the model and its embeddings', 'Yield two candidates.');
  return { ...candidate, model: model.graphs.withEmbeddings(bounded(given, embeddings, radius)) };
}

function bounded(given: Candidate, { prefix, imageShift }: EmbeddingChange, radius: number | null): EmbeddingChange {
  const finite = [prefix, imageShift].every((change) => change?.data.every(Number.isFinite) ?? true);
  if (!finite) throw refused(given, 'changes embeddings by what is not a number', 'Stop at the last step that was.');
  if (!imageShift) return { ...(prefix && { prefix }) };
  if (radius === null)
    throw refused(given, 'shifts image tokens but declares no radius', 'Give the definition a radius(params).');
  return { ...(prefix && { prefix }), imageShift: withinRadius(imageShift, radius) };
}

/** Rows that are longer than `radius` are shortened to it. @param shift [tokens, hidden] */
export function withinRadius(shift: Tensor<'float32'>, radius: number): Tensor<'float32'> {
  const hidden = shift.dims[1] ?? 0;
  const data = Float32Array.from(shift.data);
  for (let start = 0; start < data.length; start += hidden) {
    const row = data.subarray(start, start + hidden);
    const length = Math.hypot(...row);
    if (length > radius) row.forEach((x, at) => (row[at] = (x * radius) / length));
  }
  return tensor('float32', shift.dims, data);
}

function refused({ variant }: Candidate, found: string, remedy: string): AuditInputError {
  return new AuditInputError('Probe', `its candidate ${variant} ${found}`, remedy);
}
