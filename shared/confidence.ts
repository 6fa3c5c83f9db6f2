/** How many responses make a share as certain as one wants: Cochran's sample size. */

/** In percent, each with how many standard deviations lie to either side (two-sided normal quantiles). */
const DEVIATIONS = { 80: 1.281552, 90: 1.644854, 95: 1.959964, 98: 2.326348 } as const

export type Confidence = keyof typeof DEVIATIONS
export const CONFIDENCES = [80, 90, 95, 98] as const satisfies readonly Confidence[]
export const DEFAULT_CONFIDENCE: Confidence = 95

/**
 * Responses needed so that a share lies within `margin` of the true one: z² p (1 − p) / e², rounded up, for p = ½,
 * where it is largest, and a population much larger than the sample.
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition (Wiley, 1977), section 4.4.
 */
export const responsesFor = (confidence: Confidence, margin = 0.05): number =>
  Math.ceil((DEVIATIONS[confidence] ** 2 * 0.25) / margin ** 2)
