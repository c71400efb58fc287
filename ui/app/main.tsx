// Starts the portal in the page.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguages } from '../lib/i18n'
import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/buttons.css'
import '../styles/forms.css'
import '../styles/parts.css'
import '../styles/table.css'
import { Providers } from './providers'
import { Router } from './router'

const place = document.getElementById('root')
if (place)
  void startLanguages().then(() =>
    createRoot(place).render(
      <StrictMode>
        <Providers>
          <Router />
        </Providers>
      </StrictMode>,
    ),
  )
