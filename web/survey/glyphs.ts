/** The view's drawings, as paths in a square of 24. */

export const CROSS = 'M6 6l12 12M18 6L6 18'

export const STAR = 'M12 2.6l2.9 5.9 6.5.95-4.7 4.6 1.1 6.45L12 17.45 6.2 20.5l1.1-6.45-4.7-4.6 6.5-.95z'

const FACE = 'M12 2.75a9.25 9.25 0 1 0 0 18.5a9.25 9.25 0 1 0 0-18.5'
const EYES = 'M8.75 9.25v1M15.25 9.25v1'
const FROWN = 'M7.5 8.5l2.5 1.25M16.5 8.5l-2.5 1.25'

/** From the saddest to the happiest. */
export const SMILEYS = [
  [FACE, FROWN, 'M8 16.75c.9-1.6 2.3-2.5 4-2.5s3.1.9 4 2.5'],
  [FACE, EYES, 'M8.5 16.25c.9-1 2.1-1.5 3.5-1.5s2.6.5 3.5 1.5'],
  [FACE, EYES, 'M8.25 15.5h7.5'],
  [FACE, EYES, 'M8.25 14.5c.9 1.25 2.1 1.9 3.75 1.9s2.85-.65 3.75-1.9'],
  [FACE, EYES, 'M7.25 13.5h9.5c-.3 2.6-2.2 4.25-4.75 4.25s-4.45-1.65-4.75-4.25z'],
]
