/** A strip that says the server cannot be reached; what was read stays on screen. Stands once, in the shell. */
import { useEffect, useState } from 'preact/hooks'
import { reachable } from '../api.ts'
import { useStore } from '../store.ts'
import styles from './connection.module.css'
import { Icon } from './icon.tsx'

export function Connection() {
  const reached = useStore(reachable)
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return (
    <div role="status" class={styles.connection}>
      {(!online || !reached) && (
        <p class={styles.strip}>
          <Icon name="offline" />
          {online
            ? 'Asklet does not answer. What you see was read before; it is asked again on its own.'
            : 'You are offline. What you see was read before.'}
        </p>
      )}
    </div>
  )
}
