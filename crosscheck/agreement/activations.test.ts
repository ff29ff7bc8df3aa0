import { CLASSIC_SCALARS } from '../scalar-outputs.ts';
import { describeAgreement, FULL } from './describe-agreement.ts';

await describeAgreement('the first scalar activations', CLASSIC_SCALARS, FULL);
