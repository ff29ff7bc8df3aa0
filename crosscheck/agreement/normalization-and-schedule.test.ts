import { describeAgreement } from './describe-agreement.ts';

await describeAgreement('BatchNorm and the cosine schedule', ({ page }) => /^(normalization|schedule)\//.test(page));
