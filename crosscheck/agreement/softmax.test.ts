import { describeAgreement } from './describe-agreement.ts';

await describeAgreement('softmax', ({ page }) => page === 'activation/softmax');
