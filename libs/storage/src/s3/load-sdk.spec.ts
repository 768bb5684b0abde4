import { expect, it } from 'vitest';
import { loadSdk } from './load-sdk.js';

it('says what to install when the SDK is not there', async () => {
  const missing = () => Promise.reject(new Error('Cannot find package'));
  await expect(loadSdk(missing)).rejects.toThrow(/needs the package @aws-sdk\/client-s3.+--omit=optional/);
});
