import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page is served by the server itself; in development `vite web` passes the API on to a started one. */
export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3535' } },
});
