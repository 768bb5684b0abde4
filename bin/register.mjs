// Teaches Node to run our TypeScript from any working directory. Imported by the command line and, with
// --import, by its child processes.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
