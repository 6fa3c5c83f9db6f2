/** Single and multiple choice: a row for each option, and one for a text of one's own. */
import type { Asked, Field } from './field.ts'
import { element } from './dom.ts'

const OTHER_LENGTH = 250

export function choices({ question, words, answer, names, onChange }: Asked): Field {
  const several = question.type === 'multi'
  const chosen = new Set(typeof answer === 'string' ? [answer] : Array.isArray(answer) ? answer : [])
  const inputs: HTMLInputElement[] = []

  const row = (text: string, checked: boolean): HTMLLabelElement => {
    const input = element('input', { type: several ? 'checkbox' : 'radio', name: 'answer', checked })
    input.addEventListener('click', ({ detail }) => {
      if (other) {
        other.text.hidden = !other.input.checked
        if (input === other.input && input.checked && detail > 0) other.text.focus()
      }
      // A click by an arrow key has no detail: who chooses by keys walks over what they do not mean.
      onChange({ given: several || detail > 0, enough: !several && !other && detail > 0 })
    })
    inputs.push(input)
    return element('label', { class: 'choice' }, input, element('span', {}, text))
  }

  const rows: HTMLElement[] = question.options.map(({ value, text }) => row(text, chosen.delete(value)))

  let other: { input: HTMLInputElement; text: HTMLInputElement } | undefined
  if (question.other) {
    // What is left is no option: a text of one's own.
    const [own = ''] = chosen
    rows.push(row(words.other, own !== ''))
    const text = element('input', {
      class: 'text',
      maxlength: OTHER_LENGTH,
      value: own,
      hidden: own === '',
      placeholder: words.own,
      'aria-label': words.own,
    })
    rows.push(text)
    const input = inputs[inputs.length - 1]
    if (input) other = { input, text }
    text.addEventListener('change', () => onChange({ given: true, enough: false }))
  }

  const node = element(
    'div',
    {
      class: 'choices',
      role: several ? 'group' : 'radiogroup',
      'aria-required': !several && question.required && 'true',
      ...names,
    },
    ...rows,
  )
  return {
    node,
    judged: several ? inputs[0] : node,
    read: () => {
      // Each once, also where a text of one's own says what an option says.
      const values = new Set<string>()
      let begun = false
      inputs.forEach((input, place) => {
        if (!input.checked) return
        const value = question.options[place]?.value ?? other?.text.value.trim()
        if (value) values.add(value)
        else begun = true
      })
      if (begun) return undefined
      const [first = null] = values
      return several && first !== null ? [...values] : first
    },
    focus: () =>
      other?.input.checked ? other.text : (inputs.find(({ checked }) => checked) ?? inputs[0] ?? null),
  }
}
