#!/usr/bin/env node
// The console of an installation: keys that must be made where the API cannot be asked.
import './register.mjs';
await import('../apps/api/src/admin/main.ts');
