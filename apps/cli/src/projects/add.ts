/** Makes a project on a server. */
import type { Invocation } from '../commands/invocation.js';
import type { ProjectOptions } from '../commands/project.js';
import { emit } from '../output/output.js';
import { reach } from '../server/connect.js';

/** @throws ProblemError when the id is taken, or the key may not */
export async function addProject(id: string, { options }: Invocation<ProjectOptions>): Promise<void> {
  const { client } = await reach(options);
  const project = await client.createProject({ body: { id, title: options.title ?? id } });
  await emit(options.json, project, () => `Made project ${project.id}: name it with --project ${project.id}`);
}
