import { Controller } from '@nestjs/common';
import type { PluginMetadata } from '@palimpsest/audit';
import { json, routes, type PluginView, type RouteInput } from '@palimpsest/contracts';
import { z } from 'zod';
import { Handles, Input } from '../http/handles.js';
import { InjectPlatform, type Platform } from '../platform.js';

@Controller()
export class CatalogController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.listPlugins)
  list(@Input() { params }: RouteInput<typeof routes.listPlugins>) {
    const { catalog } = this.platform;
    return { items: catalog[params.kind].map(describe) };
  }
}

function describe({ id, version, title, goal, reference, params }: PluginMetadata): PluginView {
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  const record = z.record(z.string(), json);
  return {
    id,
    version,
    title,
    goal,
    reference,
    params: record.parse(schema),
    defaults: record.parse(params.parse({})),
  };
}
