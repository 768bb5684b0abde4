/** Everything an iteration yields, for lists known to be short (Node 20 has no Array.fromAsync). */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
