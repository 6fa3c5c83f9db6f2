/** Numbers as English prose writes them: 2,000. `toLocaleString` does that too, and takes 12 ms and 9 MB the first time. */

/** @param number a whole one */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')
