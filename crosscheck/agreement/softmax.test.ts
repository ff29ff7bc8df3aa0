import { SOFTMAX } from '../tensor-outputs.ts';
import { describeAgreement, FULL } from './describe-agreement.ts';

await describeAgreement('softmax', SOFTMAX, FULL);
