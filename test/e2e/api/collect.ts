/** All bytes of an answer: supertest takes them for text where it does not know their type. */
export async function collect(answer: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
