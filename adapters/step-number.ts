/** The number of the step: no slot of a page, but what a subject goes on from after a restart, where it shows it. */
export const STEP_NUMBER = 't';
