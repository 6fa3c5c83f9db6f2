/** Shares, as they are shown. */

/** `34 %`; a dash where there is nothing to have a share of. */
export const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * Math.min(part, whole)) / whole)} %`
