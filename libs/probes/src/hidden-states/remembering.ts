/** Hidden states that are read once per prompt, however many readouts ask for them. */
import type { HiddenStates, Prompt } from '@palimpsest/models';

type Rows = Awaited<ReturnType<HiddenStates['read']>>[number];

/** A quarter of a GiB. */
const usualRoom = 2 ** 28;

/**
 * The same states; prompts with the same image object and the same words are read once, as long as there is room.
 *
 * @param room bytes of states that are kept; what does not fit is read again whenever it is asked for
 */
export function remembering(states: Pick<HiddenStates, 'read'>, room = usualRoom): Pick<HiddenStates, 'read'> {
  const kept = new Map<Prompt['image'], Map<string, Rows>>();
  let left = room;
  const wordsOf = ({ question, prefill = '' }: Prompt) => JSON.stringify([question, prefill]);
  const recall = (prompt: Prompt) => kept.get(prompt.image)?.get(wordsOf(prompt));
  const keep = (prompt: Prompt, rows: Rows) => {
    const size = rows.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
    if (size > left || recall(prompt)) return;
    left -= size;
    const ofImage = kept.get(prompt.image) ?? new Map<string, Rows>();
    kept.set(
      prompt.image,
      ofImage.set(
        wordsOf(prompt),
        rows.map((row) => row.slice()),
      ),
    );
  };
  return {
    async read(prompts) {
      const unknown = prompts.filter((prompt) => !recall(prompt));
      const fresh = unknown.length > 0 ? await states.read(unknown) : [];
      const read = new Map(unknown.map((prompt, at) => [prompt, fresh[at] as Rows])); // one row of states per prompt
      for (const [prompt, rows] of read) keep(prompt, rows);
      return prompts.map((prompt) => read.get(prompt) ?? (recall(prompt) as Rows)); // known, or just read
    },
  };
}
