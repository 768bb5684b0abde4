/**
 * Detectors score an input image for having been attacked. The runner picks the images, freezes the
 * threshold on calibration images and computes the ROC; a detector only scores.
 */
import type { z } from 'zod';
import type { RgbImage } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { DefenseBench } from './defense.js';
import { checkMetadata, type ParsedParams, type PluginMetadata } from './plugin.js';

export interface DetectorContext {
  readonly model: VisionLanguageModel;
  readonly defenses: DefenseBench;
}

export interface PreparedDetector {
  /** One finite number per image; higher means more suspicious. */
  score(images: readonly RgbImage[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface DetectorDefinition<Schema extends z.ZodObject = z.ZodObject> extends PluginMetadata {
  readonly params: Schema;
  prepare(context: DetectorContext, params: ParsedParams<Schema>): Promise<PreparedDetector>;
}

export type Detector = DetectorDefinition;

/** Declares a detector. @throws PluginDefinitionError */
export function defineDetector<Schema extends z.ZodObject>(definition: DetectorDefinition<Schema>): Detector {
  checkMetadata('detector', definition);
  return definition;
}
