import { describeApi } from './describe-api.js';

describeApi('embedded', () => Promise.resolve({}));
