/** Says to screen readers what others see: `announce('Copied')`. `<Announcer />` stands once, at the root. */
import { createStore, useStore } from '../store.ts'

const said = createStore({ text: '', times: 0 })

export function announce(text: string): void {
  said.set({ text, times: said.get().times + 1 })
}

export function Announcer() {
  const { text, times } = useStore(said)
  // A new key makes the same words be read again.
  return (
    <div class="said" role="status">
      <span key={times}>{text}</span>
    </div>
  )
}
