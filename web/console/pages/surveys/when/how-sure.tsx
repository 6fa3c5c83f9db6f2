/** How many responses are enough: by how sure one wants to be of a share, or a number of one's own. */
import { useState } from 'preact/hooks'
import { type Confidence, CONFIDENCES, responsesFor } from '../../../../../shared/confidence.ts'
import { Choices } from '../../../parts/choices.tsx'
import { count } from '../../../parts/count.tsx'
import { WholeField } from './whole-field.tsx'

type Chosen = `${Confidence}` | 'own'

export function HowSure({
  responses,
  error,
  already,
  onChange,
}: {
  responses: number
  error: string | undefined
  /** What to add about those who have answered. */
  already: string
  onChange: (responses: number) => void
}) {
  const fitting = CONFIDENCES.find((confidence) => responsesFor(confidence) === responses)
  // Who chose a number of their own keeps its field, also where the number is one of the others.
  const [own, setOwn] = useState(fitting === undefined)
  const chosen: Chosen = own || fitting === undefined ? 'own' : `${fitting}`
  const choices: (readonly [Chosen, string])[] = [
    ...CONFIDENCES.map((confidence) => [`${confidence}`, `${confidence} %`] as const),
    ['own', 'My own number'],
  ]
  return (
    <>
      <Choices<Chosen>
        legend="How sure the result should be"
        chosen={chosen}
        choices={choices}
        hint={
          chosen === 'own'
            ? `Your own number.${already}`
            : `${count(responses)} responses: in ${chosen} of 100 such surveys, a share is at most 5 points from what everyone would have answered.${already}`
        }
        onChoose={(next) => {
          setOwn(next === 'own')
          const confidence = CONFIDENCES.find((one) => `${one}` === next)
          if (confidence) onChange(responsesFor(confidence))
        }}
      />
      {chosen === 'own' && (
        <WholeField
          label="Responses"
          unit="responses"
          value={responses}
          most={1_000_000}
          path="delivery.responses"
          error={error}
          onChange={onChange}
        />
      )}
    </>
  )
}
