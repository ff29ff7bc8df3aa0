/** A count with its thousands apart: `1,972,401`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A place on an axis: `-10.08`, `2.552e+38`; digits that were rounded away are not shown as zeros. */
export const placeText = (x: number): string => (Math.abs(x) >= 1e6 ? x.toExponential() : String(x));
