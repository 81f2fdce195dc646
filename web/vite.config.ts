import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { messages } from './vite.messages.ts';

const messageFolder = fileURLToPath(new URL('../heyi/messages', import.meta.url));

export default defineConfig({
  plugins: [react(), messages(messageFolder)],
  build: {
    outDir: '../heyi/static',
    emptyOutDir: true,
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.HEYI_PORT ?? '8000'}` } },
  },
});
