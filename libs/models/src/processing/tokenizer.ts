/**
 * Text to ids and back through the checkpoint's own tokenizer and chat template (Hugging Face JS). A prompt has
 * one image mark; where the features go is the family's business.
 */
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { ModelError } from '../model-error.js';

export interface ChatTokenizer {
  readonly padId: number;
  /** Ids of a user turn, ready for the assistant's answer. */
  prompt(question: string, hasImage: boolean): readonly number[];
  /** Ids of the answer with its end mark, as the template writes them behind the prompt. */
  answer(question: string, answer: string, hasImage: boolean): readonly number[];
  /** Ids of bare words, as they stand right behind a prompt. */
  decode(ids: readonly number[]): string;
}

interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ({ readonly type: 'image' } | { readonly type: 'text'; readonly text: string })[];
}

/**
 * @param imageId the token whose place the image takes; a question must not write it itself
 * @throws ModelError when the tokenizer has no chat template or cannot be built
 */
export function openTokenizer(tokenizer: object, configuration: object, imageId: number, where: string): ChatTokenizer {
  const hub = build(tokenizer, configuration, where);
  const unknown = unknownId(tokenizer, hub);
  const memory = new Map<string, readonly number[]>(); // writing a chat costs more than the reference models' answer
  const encode = (messages: readonly Message[], generation: boolean): readonly number[] => {
    const key = JSON.stringify([messages, generation]);
    const known = memory.get(key);
    if (known) return known;
    const text = writeChat(hub, messages, generation, where);
    const ids = checkIds(hub.encode(text, { add_special_tokens: false }), unknown, where);
    if (memory.size > 50_000) memory.clear();
    memory.set(key, ids);
    return ids;
  };
  const user = (question: string, hasImage: boolean): Message => ({
    role: 'user',
    content: [...(hasImage ? [{ type: 'image' } as const] : []), { type: 'text', text: question }],
  });
  const prompt = (question: string, hasImage: boolean) => {
    const ids = encode([user(question, hasImage)], true);
    if (question !== '' && ids.filter((id) => id === imageId).length !== Number(hasImage))
      throw new ModelError('a question writes the image mark itself; leave that to the chat template', where);
    return ids;
  };
  return {
    padId: hub.pad_token_id ?? 0,
    prompt,
    answer(question, answer, hasImage) {
      const before = prompt(question, hasImage);
      const reply: Message = { role: 'assistant', content: [{ type: 'text', text: answer }] };
      const all = encode([user(question, hasImage), reply], false);
      if (before.some((id, at) => all[at] !== id)) {
        throw new ModelError('the chat template does not continue its own prompt; answers cannot be scored', where);
      }
      return all.slice(before.length);
    },
    decode: (ids) => (ids.length === 0 ? '' : hub.decode([...ids], { skip_special_tokens: true }).trim()),
  };
}

function build(tokenizer: object, configuration: object, where: string): PreTrainedTokenizer {
  if (typeof (configuration as { chat_template?: unknown }).chat_template !== 'string') {
    throw new ModelError('tokenizer_config.json has no chat_template; add the one the model was trained with', where);
  }
  try {
    return new PreTrainedTokenizer(tokenizer, configuration);
  } catch (cause) {
    throw new ModelError('tokenizer.json cannot be used; export the tokenizer again', where, { cause });
  }
}

function writeChat(hub: PreTrainedTokenizer, messages: readonly Message[], generation: boolean, where: string): string {
  try {
    const options = { tokenize: false, add_generation_prompt: generation } as const;
    return hub.apply_chat_template<false>([...messages] as Parameters<typeof hub.apply_chat_template>[0], options);
  } catch (cause) {
    throw new ModelError('the chat template cannot be applied; export the tokenizer again', where, { cause });
  }
}

/** The unknown mark that tokenizer.json names; the library only reads the one in tokenizer_config.json. */
function unknownId(tokenizer: object, hub: PreTrainedTokenizer): number | undefined {
  const { unk_token: mark } = (tokenizer as { readonly model?: { readonly unk_token?: unknown } }).model ?? {};
  return typeof mark === 'string' ? hub.encode(mark, { add_special_tokens: false })[0] : undefined;
}

/** Without an unknown mark of its own the library gives `undefined` for a word it does not know. */
function checkIds(ids: readonly (number | undefined)[], unknown: number | undefined, where: string): readonly number[] {
  return ids.map((id) => {
    const found = id ?? unknown;
    if (found === undefined) throw new ModelError('the tokenizer does not know a word and has no unknown mark', where);
    return found;
  });
}
