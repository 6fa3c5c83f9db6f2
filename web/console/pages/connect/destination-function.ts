/** The Destination Function to paste into Segment. Settings there: `endpoint` and `key`. */
export const DESTINATION_FUNCTION = `// Sends identify, track, page and alias calls, and deletions, to Asklet.
// Settings: "endpoint" (text) and "key" (text, sensitive).

async function send(event, settings) {
  let response
  try {
    response = await fetch(settings.endpoint, {
      method: 'POST',
      headers: {
        Authorization: \`Bearer \${settings.key}\`,
        'Content-Type': 'application/json'
      },
      body: JSON.stringify(event)
    })
  } catch (error) {
    // Not reached: Segment tries again.
    throw new RetryError(error.message)
  }
  if (response.ok) return

  const reason = await reasonOf(response)
  if (response.status === 501) throw new EventNotSupported(reason)
  if (response.status === 429 || response.status >= 500) throw new RetryError(reason)
  if (response.status === 401) throw new ValidationError(reason)
  throw new InvalidEventPayload(reason)
}

async function reasonOf(response) {
  try {
    return (await response.json()).message
  } catch (error) {
    return \`Asklet answered \${response.status}\`
  }
}

async function onIdentify(event, settings) {
  return send(event, settings)
}

async function onTrack(event, settings) {
  return send(event, settings)
}

async function onPage(event, settings) {
  return send(event, settings)
}

async function onAlias(event, settings) {
  return send(event, settings)
}

async function onDelete(event, settings) {
  return send(event, settings)
}

async function onGroup() {
  throw new EventNotSupported('Group calls are not supported by Asklet')
}

async function onScreen() {
  throw new EventNotSupported('Screen calls are not supported by Asklet')
}
`
