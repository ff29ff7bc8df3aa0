import { describeAgreement } from './describe-agreement.ts';

await describeAgreement(
  'the scalar activations',
  ({ page }) => page.startsWith('activation/') && page !== 'activation/softmax',
);
