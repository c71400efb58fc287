// GET /docs/:page: what integrators read, as it stands in docs/.

import { route } from '../../../http/route'
import { drawDocsFrame } from './frame'
import { drawGuide } from './markdown'
import { guideParams, HTML, PAGE } from './schema'

export const readGuide = route({
  ...PAGE,
  path: '/docs/:page',
  operationId: 'guide',
  params: guideParams,
  async handler({ params: { page } }) {
    const { title, html } = drawGuide(page)
    const main = `<main class="docs-text">${html}</main>`
    return { status: 200, body: drawDocsFrame({ path: `/docs/${page}`, title, main }), headers: HTML }
  },
})
