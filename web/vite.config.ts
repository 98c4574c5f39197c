import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [
    vue(),
    // Only Element Plus comes in by tag name; our own parts are imported where they are used, so a reader can follow them.
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css', directives: true })] }),
  ],
  resolve: { alias: { '@': here('./src') } },
  build: {
    // The oldest core still met in bureaus (assumption to be confirmed with a real site).
    target: 'chrome86',
    cssTarget: 'chrome86',
    modulePreload: { polyfill: false },
    // The content policy allows data: for pictures only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: { console: here('./index.html'), public: here('./public.html') } },
  },
  server: {
    host: '127.0.0.1',
    // The check of evidence bundles is the very script the bundles carry; it lies with the evidence library.
    fs: { allow: ['..'] },
    proxy: { '/api': process.env.QINGJIAN_URL ?? 'http://127.0.0.1:8080' },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.spec.ts'],
    // Tables of Element Plus are slow to draw without a browser.
    testTimeout: 60_000,
    server: { deps: { inline: ['element-plus'] } },
  },
})
