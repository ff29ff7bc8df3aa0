import { ADAPTIVE } from '../adaptive-outputs.ts';
import { FIRST_ORDER } from '../first-order-outputs.ts';
import { GRADIENTS } from '../gradient-outputs.ts';
import { SCHEDULES } from '../schedule-outputs.ts';
import { BRIEFLY, describeAgreement } from './describe-agreement.ts';

const outputs = [...FIRST_ORDER, ...ADAPTIVE, ...SCHEDULES, ...GRADIENTS];
await describeAgreement('the further optimizers, schedules and rules for gradients', outputs, BRIEFLY);
