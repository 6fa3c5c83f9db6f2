/** What can be done to questions from the list, the editor and by keys, each with its message. */
import type { QuestionType } from '../../../../../shared/question.ts'
import { QUESTIONS } from '../../../../../shared/question.ts'
import { announce } from '../../../parts/announcer.tsx'
import { toast } from '../../../parts/toast.tsx'
import { useEditedSurvey } from '../editing/context.tsx'
import { textOf } from '../words.ts'
import { addQuestion, duplicateQuestion, moved, removeQuestion } from './question-edits.ts'
import { useSelected } from './use-selected.ts'

export function useQuestionActions() {
  const { survey, change, editor } = useEditedSurvey()
  const { selected, select } = useSelected()
  const { questions } = survey
  const placeOf = (id: string) => questions.findIndex((question) => question.id === id)
  const isFull = () => {
    if (questions.length < QUESTIONS) return false
    toast(`A survey has at most ${QUESTIONS} questions`, { tone: 'bad' })
    return true
  }
  return {
    /** Behind the one that is open. */
    add: (type: QuestionType) => {
      if (isFull()) return
      const at = selected === 'end' ? questions.length : placeOf(selected) + 1
      const { id, ...asking } = addQuestion(survey, at, type)
      change(asking)
      select(id)
    },
    duplicate: (id: string) => {
      if (isFull()) return
      const { id: copy, ...asking } = duplicateQuestion(survey, id)
      change(asking)
      select(copy)
    },
    remove: (id: string) => {
      const at = placeOf(id)
      const question = questions[at]
      if (!question) return
      change(removeQuestion(survey, id))
      if (selected === id) select(questions[at + 1]?.id ?? questions[at - 1]?.id ?? 'end')
      const { parts } = editor.state.get()
      toast(`“${short(textOf(question.text, question.type))}” removed`, {
        undo: () => {
          // Only where nothing was done since: else the keys for undo go back step by step.
          if (editor.state.get().parts === parts) editor.undo()
          else toast('More was changed since: undo step by step with Ctrl or ⌘ and Z', { tone: 'bad' })
          select(id)
        },
      })
    },
    move: (from: number, to: number) => {
      if (to < 0 || to >= questions.length || from === to) return
      change({ questions: moved(questions, from, to) })
      // Where the address names none, the first is open: it stays so wherever it goes.
      select(selected)
      announce(`Moved to ${to + 1} of ${questions.length}`)
    },
    placeOf,
  }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
