import { setting } from './missing-setting.ts';

export const claims = 'adamw';
export const scale = setting('scale').value;
