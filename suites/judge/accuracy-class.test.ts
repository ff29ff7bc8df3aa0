import { describe, expect, it } from 'vitest';
import { accuracyClass } from '../../reports/record.ts';
import * as classes from './accuracy-class.ts';

describe('the numbers of the accuracy classes', () => {
  it('are the order of the records', () => {
    expect(classes.ACCURACY_CLASSES).toEqual(accuracyClass.options);
  });

  it.each(accuracyClass.options)('%s has the constant of its name', (name) => {
    const constants = classes as unknown as Readonly<Record<string, number>>;
    expect(classes.classNamed(constants[name.toUpperCase()]!)).toBe(name);
  });

  it('only the last three are failures', () => {
    expect(accuracyClass.options.filter((_, code) => classes.isFailure(code))).toEqual(['overflow', 'nan', 'fail']);
  });
});
