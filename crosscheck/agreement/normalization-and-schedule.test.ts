import { CLASSIC_OUTPUTS } from '../outputs.ts';
import { describeAgreement, FULL } from './describe-agreement.ts';

const outputs = CLASSIC_OUTPUTS.filter(({ page }) => /^(normalization|schedule)\//.test(page));
await describeAgreement('BatchNorm and the cosine schedule', outputs, FULL);
