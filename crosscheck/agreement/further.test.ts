import { FURTHER_SCALARS } from '../scalar-outputs.ts';
import { FURTHER_TENSORS } from '../tensor-outputs.ts';
import { BRIEFLY, describeAgreement } from './describe-agreement.ts';

await describeAgreement('the further activations, gates and layers', [...FURTHER_SCALARS, ...FURTHER_TENSORS], BRIEFLY);
