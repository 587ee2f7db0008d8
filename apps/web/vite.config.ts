import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The dev server forwards the API to a running luoshi; the built page is served by the same process as the API.
const api = process.env.LUOSHI_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Government desktops: Chrome 109 is the last one for Windows 7.
    target: 'chrome109',
    cssTarget: 'chrome109',
    chunkSizeWarningLimit: 700,
    // Nothing may be inlined as data: the content security policy lets scripts and fonts come from the server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs and what changes least, so that a new release of ours leaves it in the browser's cache.
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/,
              priority: 20,
            },
            // With zod, so that no chunk makes a schema before zod is told not to try eval.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|without-eval/, priority: 20 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
  preview: { proxy: { '/api': { target: api, changeOrigin: false } } },
});
