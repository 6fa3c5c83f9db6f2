/** Finds one user, by name, email or user ID. */
import { useState } from 'preact/hooks'
import type { Person } from '../../../../../shared/person.ts'
import { Combobox, isFound } from '../../../parts/combobox.tsx'
import { useResource } from '../../../resource.ts'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { candidates } from '../../people/data.ts'
import { emailOf, personName } from '../../people/person-name.ts'

export function UserPicker({ env, onChoose }: { env: string; onChoose: (person: Person) => void }) {
  const [text, setText] = useState('')
  const search = usePause(text.trim())
  const found = useKept(useResource(candidates, [env, search]).data)?.items
  return (
    <Combobox
      label="User"
      placeholder="Name, email or user ID"
      text={text}
      choices={found
        ?.filter((person) => namesOf(person).some((name) => isFound(name, text)))
        .map((person) => ({
          key: person.userId,
          label: personName(person),
          detail: emailOf(person.attributes) ?? person.userId,
        }))}
      none="No user is found"
      onInput={setText}
      onChoose={(id) => {
        const person = found?.find(({ userId }) => userId === id)
        if (!person) return
        setText(personName(person))
        onChoose(person)
      }}
    />
  )
}

const namesOf = (person: Person): string[] => [
  personName(person),
  person.userId,
  emailOf(person.attributes) ?? '',
]
