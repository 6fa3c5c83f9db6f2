/** Starts the console. */
import { render } from 'preact'
import '../styles/tokens.css'
import '../styles/base.css'
import { App } from './app.tsx'
import { applyScheme } from './scheme.ts'

applyScheme()
const root = document.getElementById('app')
if (root) render(<App />, root)
