export const kernel = { sigmoid: (x: number) => x };
export const name = 'almost a subject';
