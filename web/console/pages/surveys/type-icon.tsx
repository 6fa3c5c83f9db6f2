/** A small picture of each type of question, beside its name. */
import type { QuestionType } from '../../../../shared/question.ts'

const PATHS: Readonly<Record<QuestionType | 'end', string>> = {
  open: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h6',
  single: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  multi: 'M2.75 2.75h10.5v10.5H2.75zM5.25 8.25l2 2 3.5-4.25',
  rating: 'M8 2.25l1.75 3.7 4 .5-2.95 2.75.75 3.95L8 11.2l-3.55 1.95.75-3.95L2.25 6.45l4-.5z',
  nps: 'M2 12.25a6 6 0 0 1 12 0M8 12.25l3-4',
  prompt: 'M2.5 5.25h11v5.5h-11zM5.5 8h4M8.25 6.5L9.75 8l-1.5 1.5',
  consent: 'M13.5 7.5V13.25H2.75V2.75H9.5M5.5 7.5l2.25 2.25L13.5 3.5',
  end: 'M8 13.25S2.5 10 2.5 6.25A2.75 2.75 0 0 1 8 5.5a2.75 2.75 0 0 1 5.5.75C13.5 10 8 13.25 8 13.25z',
}

export function TypeIcon({
  type,
  class: className,
}: {
  type: QuestionType | 'end'
  class?: string | undefined
}) {
  return (
    <svg
      class={className}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[type]} />
    </svg>
  )
}
