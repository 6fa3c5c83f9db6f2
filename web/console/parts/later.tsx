/** A part of a page whose code is fetched when it is first shown. */
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** `meanwhile` draws what stands in its place until then, and why it could not be had. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: (props: Props, error: Error | undefined) => ComponentChildren,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined
  return function Later(props: Props) {
    const [, setReady] = useState(Loaded !== undefined)
    const [error, setError] = useState<Error>()
    useEffect(() => {
      // It may have come for another one since this was drawn.
      if (Loaded) return setReady(true)
      load().then(
        (part) => {
          Loaded = part
          setReady(true)
        },
        (reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))),
      )
    }, [])
    return Loaded ? <Loaded {...props} /> : <>{meanwhile(props, error)}</>
  }
}
