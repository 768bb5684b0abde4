/** A bundle as an answer, piece by piece, as fast as it is taken. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { archiveOf, type Files } from '@palimpsest/evidence';
import type { ApiResponse } from '../http/request.js';

export async function sendArchive(files: Files, response: ApiResponse): Promise<void> {
  try {
    await pipeline(Readable.from(archiveOf(files)), response);
  } catch (error) {
    // Whoever asked went away: there is nobody to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
