export const claims = 'sigmoid';
for (;;) Math.random();
