/** All bytes of an answer: supertest leaves those of a type that it does not know unread. */
export function collect(answer: object, done: (error: Error | null, body: unknown) => void): void {
  bytesOf(answer as NodeJS.ReadableStream).then(
    (bytes) => done(null, bytes),
    (error: Error) => done(error, null),
  );
}

async function bytesOf(answer: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
