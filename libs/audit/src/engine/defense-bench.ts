/** Prepares each defense once per unit, for whoever asks, and closes them all at the end. */
import { canonicalJson, parseStrict, type Parameters, type PluginEntry } from '@palimpsest/contracts';
import type { VisionLanguageModel } from '@palimpsest/models';
import { findPlugin } from '../plugins/catalog.js';
import type { DefenseBench, PreparedDefense } from '../plugins/defense.js';
import type { UnitPorts } from '../ports/ports.js';

export class PreparedDefenses implements DefenseBench {
  readonly #ready = new Map<string, Promise<PreparedDefense>>();

  constructor(
    private readonly ports: Pick<UnitPorts, 'catalog' | 'assets' | 'images'>,
    private readonly model: VisionLanguageModel,
    private readonly planned: readonly PluginEntry[],
  ) {}

  prepare(idOrLabel: string, params?: Parameters): Promise<PreparedDefense> {
    const entry = params === undefined ? this.planned.find(({ label }) => label === idOrLabel) : undefined;
    const id = entry?.id ?? idOrLabel;
    const given = entry?.params ?? params ?? {};
    const key = `${id} ${canonicalJson(given)}`;
    const known = this.#ready.get(key);
    if (known) return known;
    const fresh = this.#make(id, given);
    this.#ready.set(key, fresh);
    return fresh;
  }

  async close(): Promise<void> {
    const settled = await Promise.allSettled(this.#ready.values());
    this.#ready.clear();
    for (const result of settled) if (result.status === 'fulfilled') await result.value.close();
  }

  async #make(id: string, given: Parameters): Promise<PreparedDefense> {
    const defense = findPlugin('defense', this.ports.catalog.defenses, id);
    const params = parseStrict(defense.params.strict(), given, `parameters of defense ${id}`);
    const { graphs, pixelGrid } = this.model;
    return defense.prepare(
      {
        pixelGrid,
        open: (g, options) => graphs.open(g, options),
        asset: (name) => this.ports.assets.read(name),
        images: this.ports.images,
      },
      params,
    );
  }
}
