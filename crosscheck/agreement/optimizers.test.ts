import { CLASSIC_OUTPUTS } from '../outputs.ts';
import { describeAgreement, FULL } from './describe-agreement.ts';

const outputs = CLASSIC_OUTPUTS.filter(({ page }) => page.startsWith('optimizer/'));
await describeAgreement('the optimizers', outputs, FULL);
