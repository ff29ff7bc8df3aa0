import { describeAgreement } from './describe-agreement.ts';

await describeAgreement('the optimizers', ({ page }) => page.startsWith('optimizer/'));
