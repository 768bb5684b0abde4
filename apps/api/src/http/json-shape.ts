/**
 * What JSON.parse lets through and we do not: nesting that would exhaust the stack of whoever walks it, and keys that
 * come twice, of which one reader takes the first and another the last (RFC 8259 §4). Looked at before it is parsed, in
 * one pass; whether it is JSON at all is said by the parser.
 */
export const deepest = 64;

/** @throws Error that says nothing of the content */
export function checkJsonShape(text: string): void {
  const open: (Set<string> | null)[] = []; // the keys of objects, null for lists
  let last: string | null = null; // the string before, for the colon that makes it a key
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      last = text.slice(at, end);
      at = end - 1;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > deepest) throw new Error(`more than ${deepest} lists and objects inside one another`);
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ':' && last !== null) {
      addKey(open.at(-1), unescaped(last));
      last = null;
    }
  }
}

/** Behind the closing quote, or behind the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character === '\\') at++;
  }
  return text.length;
}

function addKey(keys: Set<string> | null | undefined, key: string): void {
  if (keys?.has(key)) throw new Error('a key twice in one object');
  keys?.add(key);
}

/** `a` may be written `\u0061`. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text; // the parser will say so
  }
}
