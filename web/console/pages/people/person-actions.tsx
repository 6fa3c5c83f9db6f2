/** What can be done with a user's data. */
import { useState } from 'preact/hooks'
import type { PersonDetail } from '../../../../shared/person.ts'
import { Button } from '../../parts/button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useEnvironment, useMe } from '../../session.tsx'
import { exportPerson } from './data.ts'

export function PersonActions({
  shown: { userId },
  onMerge,
  onErase,
}: {
  shown: PersonDetail
  onMerge: () => void
  onErase: () => void
}) {
  const { id: env } = useEnvironment()
  const { role } = useMe()
  const [exporting, setExporting] = useState(false)
  if (role === 'viewer') return null
  const download = async () => {
    setExporting(true)
    try {
      save(await exportPerson(env, userId), `${userId.replace(/[^\w.@-]+/g, '-')}.json`)
    } catch (error) {
      toast(`Not exported: ${error instanceof Error ? error.message : String(error)}`, { tone: 'bad' })
    }
    setExporting(false)
  }
  return (
    <>
      <Button icon="download" busy={exporting} onClick={() => void download()}>
        Export
      </Button>
      <Button icon="merge" onClick={onMerge}>
        Merge
      </Button>
      <Button kind="danger" icon="erase" onClick={onErase}>
        Erase
      </Button>
    </>
  )
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
