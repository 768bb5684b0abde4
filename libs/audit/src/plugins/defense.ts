/**
 * Defenses change the input image before the model sees it: denoisers, compression, smoothing. The same
 * object serves probes that attack through a denoiser, detectors that compare before and after, and the
 * report's defense table. "Detector" here means a detector of inputs, not of outputs as in garak.
 */
import type { z } from 'zod';
import type { Parameters } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import type { ModelGraphs } from '@palimpsest/models';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { checkMetadata, type ParsedParams, type PluginMetadata } from './plugin.js';
import type { ImageCodec } from '../ports/ports.js';

export interface DefenseContext {
  /** Images arrive on this grid. */
  readonly pixelGrid: { readonly height: number; readonly width: number };
  /** Runs a graph that the defense has built. */
  readonly open: ModelGraphs['open'];
  /** Shipped weights and tables, by name: `dncnn.onnx`. */
  asset(name: string): Promise<Uint8Array>;
  readonly images: ImageCodec;
}

/** A defense that is ready to use. */
export interface PreparedDefense {
  /** Same number, same size, 8 bits in and out, no randomness that is not fixed by the parameters. */
  apply(images: readonly RgbImage[]): Promise<readonly RgbImage[]>;
  /** The same transform inside a graph, [n, 3, H, W] in [0,1] → the same shape, where it can be differentiated. */
  build?(g: GraphBuilder, pixels: Value): Value;
  close(): Promise<void>;
}

export interface DefenseDefinition<Schema extends z.ZodObject = z.ZodObject> extends PluginMetadata {
  readonly params: Schema;
  prepare(context: DefenseContext, params: ParsedParams<Schema>): Promise<PreparedDefense>;
}

export type Defense = DefenseDefinition;

/** Declares a defense. @throws PluginDefinitionError */
export function defineDefense<Schema extends z.ZodObject>(definition: DefenseDefinition<Schema>): Defense {
  checkMetadata('defense', definition);
  return definition;
}

/** Hands out prepared defenses to probes and detectors; prepared once, closed by the runner. */
export interface DefenseBench {
  /**
   * By label of the plan's defense list, else by id with the given parameters (defaults where absent).
   * @throws UnknownPluginError when the roster has no such defense
   */
  prepare(idOrLabel: string, params?: Parameters): Promise<PreparedDefense>;
}
