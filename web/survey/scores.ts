/** Rating 1 to 5 as numbers, stars or smileys, and NPS 0 to 10: one radio for each score. */
import type { Asked, Field } from './field.ts'
import { drawing, element } from './dom.ts'
import { SMILEYS, STAR } from './glyphs.ts'

export function scores({ question, words, answer, names, onChange }: Asked): Field {
  const [least, most, scale] = question.type === 'nps' ? [0, 10, 'numbers'] : [1, 5, question.scale]
  const inputs: HTMLInputElement[] = []
  const cells: HTMLElement[] = []
  for (let score = least; score <= most; score++) {
    const input = element('input', {
      type: 'radio',
      name: 'answer',
      value: score,
      checked: answer === score,
      'aria-label': words.score.replace('{score}', `${score}`).replace('{most}', `${most}`),
    })
    input.addEventListener('click', ({ detail }) => onChange({ given: detail > 0, enough: detail > 0 }))
    inputs.push(input)
    cells.push(
      element(
        'label',
        { class: 'score' },
        input,
        scale === 'stars'
          ? drawing(STAR)
          : scale === 'smileys'
            ? drawing(...(SMILEYS[score - 1] ?? []))
            : element('span', { 'aria-hidden': 'true' }, `${score}`),
      ),
    )
  }
  const ends = question.low !== '' || question.high !== ''
  const node = element(
    'div',
    {
      role: 'radiogroup',
      'aria-required': question.required && 'true',
      ...names,
      'aria-describedby': [names['aria-describedby'], ends && 'ends'].filter(Boolean).join(' ') || null,
    },
    element('div', { class: `scores ${question.type} ${scale}` }, ...cells),
    ends &&
      element(
        'p',
        { class: 'ends', id: 'ends' },
        element('span', {}, question.low),
        ' ',
        element('span', {}, question.high),
      ),
  )
  return {
    node,
    judged: node,
    read: () => {
      const input = inputs.find(({ checked }) => checked)
      return input ? Number(input.value) : null
    },
    focus: () => inputs.find(({ checked }) => checked) ?? inputs[0] ?? null,
  }
}
