import { openBrowser } from '../support/browser'

test('the browser of the tests is a real Chromium that draws a page', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>തപാൽ</h1>')
    expect(await page.locator('h1').innerText()).toBe('തപാൽ')
    expect(browser.version()).toMatch(/^\d+\./)
    expect((await page.screenshot()).byteLength).toBeGreaterThan(1000)
  } finally {
    await browser.close()
  }
})
