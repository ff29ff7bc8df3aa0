import { adamw } from './adamw-step.ts';

export const claims = 'adamw';
export const format = ['float64', 'float32'];

export const create = adamw;
